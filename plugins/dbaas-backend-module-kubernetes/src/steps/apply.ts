import { InputError } from '@backstage/errors';
import { StepContext } from '@dbaas-portal/plugin-dbaas-node';
import { KubernetesObject } from '../client/KubernetesObject';
import { Objects } from '../client/Objects';
import { UID_LABEL } from '../labels';
import { RenderedResource } from './resourceShape';

/** Kinds that a binding never makes: they would reach beyond the instance. */
const FORBIDDEN: ReadonlySet<string> = new Set([
  'Namespace',
  'Secret',
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
  'ResourceQuota',
  'LimitRange',
]);

/** A rendered resource in the namespace of its tenant. */
export function placed(
  resource: RenderedResource,
  place: { uid: string; namespace: string },
): KubernetesObject {
  if (FORBIDDEN.has(resource.kind)) {
    throw new InputError(`A binding may not make a ${resource.kind}`);
  }
  if (resource.metadata.labels?.[UID_LABEL] !== place.uid) {
    throw new InputError(
      `${resource.kind} '${resource.metadata.name}' does not carry the label ${UID_LABEL} of its instance`,
    );
  }
  return {
    ...resource,
    metadata: { ...resource.metadata, namespace: place.namespace },
  };
}

/** All are tried before the first is applied, so that half is never there. */
export async function apply(
  objects: Objects,
  resources: RenderedResource[],
  { record, signal }: Pick<StepContext, 'record' | 'signal'>,
): Promise<void> {
  const place = { uid: record.uid, namespace: record.spec.tenant };
  const all = resources.map(resource => placed(resource, place));
  for (const object of all) {
    await objects.apply(object, { dryRun: true, signal });
  }
  for (const object of all) {
    await objects.apply(object, { signal });
  }
}
