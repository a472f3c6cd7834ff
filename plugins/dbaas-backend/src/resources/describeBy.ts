import { JsonObject } from '@backstage/types';
import {
  differencesOf,
  InstanceDescription,
  Observed,
  Platform,
  PlatformResource,
  ResourceChange,
  ResourceDescription,
  ResourceDifference,
} from '@dbaas-portal/plugin-dbaas-node';

function contentOf(resource: PlatformResource): JsonObject {
  return JSON.parse(JSON.stringify(resource));
}

/** What was seen, as it was seen. */
export function asSeen({
  resource,
  observedAt,
}: Observed): ResourceDescription {
  const content = contentOf(resource);
  const { state, phase } = resource.status ?? {};
  const word = state ?? phase;
  return {
    ...(typeof content.apiVersion === 'string'
      ? { apiVersion: content.apiVersion }
      : {}),
    kind: resource.kind,
    name: resource.metadata.name,
    observedAt,
    ...(typeof word === 'string' ? { state: word } : {}),
    content,
  };
}

/** Only the spec is asked for; the rest is the platform's own to say. */
function compare(
  content: JsonObject | undefined,
  { action, resource }: ResourceChange,
): ResourceDifference {
  if (action === 'delete') {
    return { state: 'surplus' };
  }
  if (action === 'unchanged') {
    return { state: 'unchanged' };
  }
  const fields = differencesOf(
    { spec: content?.spec },
    { spec: resource.spec },
  );
  return fields.length > 0
    ? { state: 'changed', fields }
    : { state: 'unchanged' };
}

/** For platforms that do not describe by themselves. */
export async function describeBy(
  platform: Platform,
  location: string,
  owner: { uid: string; tenant: string },
  wanted: PlatformResource[],
): Promise<InstanceDescription> {
  if (platform.describe) {
    return platform.describe(location, owner, wanted);
  }
  const [seen, changes] = await Promise.all([
    platform.resources(location, owner.uid),
    wanted.length > 0 ? platform.preview(location, owner, wanted) : [],
  ]);
  const keyOf = (about: { kind: string; name: string }) =>
    `${about.kind}/${about.name}`;
  const open = new Map(changes.map(change => [keyOf(change), change]));
  const resources = seen.map(asSeen).map((known): ResourceDescription => {
    const change = open.get(keyOf(known));
    open.delete(keyOf(known));
    return change
      ? { ...known, difference: compare(known.content, change) }
      : known;
  });
  for (const { action, kind, name, resource } of open.values()) {
    if (action !== 'delete') {
      resources.push({
        kind,
        name,
        difference: { state: 'missing', wanted: resource },
      });
    }
  }
  return { resources, unseen: [] };
}
