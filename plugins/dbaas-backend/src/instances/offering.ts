import { CapabilityFacet, Instance } from '@dbaas-portal/plugin-dbaas-common';
import { unseen } from '../access/refusals';
import { notOffered } from '../console/refuse';
import { Registry } from '../engines/Registry';
import { InstanceIndex } from './InstanceIndex';

/** The instance, where its binding offers the capability; else refuses with the reason. */
export async function offeringInstance(
  { index, registry }: { index: InstanceIndex; registry: Registry },
  uid: string,
  capability: CapabilityFacet['id'],
): Promise<Instance> {
  const instance = index.get(uid);
  if (!instance) {
    throw unseen(uid);
  }
  const { spec } = instance.record;
  const binding = registry.binding(spec);
  const facet =
    binding &&
    binding
      .facets(spec, {
        now: new Date().toISOString(),
        detection: await registry.detection(binding, spec.location),
      })
      .capabilities.find(c => c.id === capability);
  if (!facet?.offered) {
    throw notOffered(
      facet?.reason ?? {
        code: 'no-binding',
        text: {
          en: 'nothing here can do it for this engine',
          zh: '此处没有组件可为该引擎提供此功能',
        },
      },
    );
  }
  return instance;
}
