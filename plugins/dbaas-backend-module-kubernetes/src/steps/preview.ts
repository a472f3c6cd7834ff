import { JsonObject } from '@backstage/types';
import { ResourceChange } from '@dbaas-portal/plugin-dbaas-node';
import { isDeepStrictEqual } from 'node:util';
import { KubernetesObject } from '../client/KubernetesObject';
import { Objects } from '../client/Objects';

/** Without what the server notes by itself at each write, real or tried. */
export function essence({
  metadata,
  status: _status,
  ...rest
}: KubernetesObject): JsonObject {
  const about: Record<string, unknown> = { ...metadata };
  delete about.resourceVersion;
  delete about.generation;
  return JSON.parse(JSON.stringify({ ...rest, metadata: about }));
}

/** What the API server itself says that applying would change. */
export async function preview(
  objects: Objects,
  resources: KubernetesObject[],
): Promise<ResourceChange[]> {
  const changes: ResourceChange[] = [];
  for (const resource of resources) {
    const there = await objects.get({ ...resource, ...resource.metadata });
    const would = essence(await objects.apply(resource, { dryRun: true }));
    let action: ResourceChange['action'] = 'create';
    if (there) {
      action = isDeepStrictEqual(essence(there), would)
        ? 'unchanged'
        : 'update';
    }
    changes.push({
      action,
      kind: resource.kind,
      name: resource.metadata.name,
      resource: would,
    });
  }
  return changes;
}
