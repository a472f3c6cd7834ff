import { isDeepStrictEqual } from 'node:util';
import { JsonObject } from '@backstage/types';
import {
  PlatformResource,
  ResourceChange,
} from '@dbaas-portal/plugin-dbaas-node';
import { Machine } from '../instances/Machine';
import { emptyManifest, readManifest } from '../instances/Manifest';
import {
  anyResourcesShape,
  DesiredResource,
} from '../instances/resourceShapes';
import { checkResources } from './check';
import { parseInput } from './execute';

/** What would change, with tokens as they are and so without any secret. */
export async function preview(
  machine: Machine,
  uid: string,
  resources: PlatformResource[],
): Promise<ResourceChange[]> {
  const manifest =
    (await readManifest(machine.layout, uid)) ?? emptyManifest(uid);
  const desired = parseInput(anyResourcesShape, resources);
  checkResources(machine.settings, manifest, desired);
  const changes = desired.map((resource): ResourceChange => {
    const { name } = resource.metadata;
    const before =
      resource.kind === 'LocalMember'
        ? manifest.members[name]?.spec
        : manifest.addresses[name]?.spec;
    return changeOf(resource, actionOf(before, resource.spec));
  });
  const kept = new Set(desired.map(r => r.metadata.name));
  const gone: DesiredResource[] = [];
  for (const [name, { spec }] of Object.entries(manifest.members)) {
    gone.push({ kind: 'LocalMember', metadata: { name }, spec });
  }
  for (const [name, { spec }] of Object.entries(manifest.addresses)) {
    if (name === 'rw' || name === 'ro') {
      gone.push({ kind: 'LocalAddress', metadata: { name }, spec });
    }
  }
  return [
    ...changes,
    ...gone
      .filter(r => !kept.has(r.metadata.name))
      .map(r => changeOf(r, 'delete')),
  ];
}

function actionOf(before: unknown, now: unknown): ResourceChange['action'] {
  if (before === undefined) {
    return 'create';
  }
  return isDeepStrictEqual(before, now) ? 'unchanged' : 'update';
}

function changeOf(
  resource: DesiredResource,
  action: ResourceChange['action'],
): ResourceChange {
  const shown: JsonObject = {
    kind: resource.kind,
    metadata: resource.metadata,
    spec: resource.spec,
  };
  return {
    action,
    kind: resource.kind,
    name: resource.metadata.name,
    resource: shown,
  };
}
