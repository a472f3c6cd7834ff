import {
  Instance,
  InstanceRecord,
  InstanceStatus,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import { Detection, Evidence } from '@dbaas-portal/plugin-dbaas-node';
import { reason } from '../errors';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import { annotationsOf } from './annotationsOf';
import { ofIncarnation } from './ofIncarnation';

/** Not its message, which may hold what was read. */
const nameOf = (error: unknown) =>
  error instanceof Error ? error.name : 'Error';

function unknown(
  why: Reason,
  observedAt: string,
  last?: InstanceStatus,
): InstanceStatus {
  return {
    health: 'grey',
    reasons: [why],
    members: last?.members ?? [],
    endpoints: last?.endpoints ?? [],
    ...(last?.runningVersion ? { runningVersion: last.runningVersion } : {}),
    observedAt: last?.observedAt ?? observedAt,
  };
}

/**
 * What the binding makes of the evidence. What nobody can judge is grey with
 * the reason: a location that does not answer, a binding that is not
 * installed, a binding that fails.
 */
export function observe(
  registry: DefaultRegistry,
  record: InstanceRecord,
  evidence: Evidence,
  options: {
    now: string;
    last?: InstanceStatus;
    unreachable?: Reason;
    detection?: Detection;
  },
): InstanceStatus {
  const { spec } = record;
  const binding = registry.binding(spec);
  if (!binding) {
    return unknown(
      reason(
        'binding-not-found',
        {
          en: `Nothing here serves ${spec.engine} on ${spec.platform} by ${spec.controller}`,
          zh: `此处没有可在 ${spec.platform} 上通过 ${spec.controller} 提供 ${spec.engine} 的组件`,
        },
        { engine: spec.engine, platform: spec.platform },
      ),
      options.now,
      options.last,
    );
  }
  const own: Evidence = {
    ...evidence,
    resources: ofIncarnation(record, evidence.resources),
  };
  try {
    const status = binding.observe(spec, own, {
      now: options.now,
      detection:
        options.detection ?? registry.knownDetection(binding, spec.location),
    });
    return options.unreachable
      ? unknown(options.unreachable, options.now, status)
      : status;
  } catch (error) {
    return unknown(
      reason('observe-failed', {
        en: `The binding cannot read what is there (${nameOf(error)})`,
        zh: `绑定无法解析当前状态(${nameOf(error)})`,
      }),
      options.now,
      options.last,
    );
  }
}

/** Whether nobody who looks at it would see a difference but the time. */
export function looksSame(a: Instance, b: Instance): boolean {
  const timeless = ({ status: { observedAt: _, ...status }, ...i }: Instance) =>
    JSON.stringify([i.record, i.activity, i.annotations, status]);
  return timeless(a) === timeless(b);
}

/** An instance with what its platform says for its entity. */
export function annotated(
  registry: Pick<DefaultRegistry, 'platform'>,
  instance: Instance,
): Instance {
  const platform = registry.platform(instance.record.spec.platform);
  const annotations = annotationsOf(platform, instance.record);
  return annotations ? { ...instance, annotations } : instance;
}
