import {
  differencesOf,
  InstanceDescription,
  Observed,
  ResourceDescription,
  ResourceDifference,
} from '@dbaas-portal/plugin-dbaas-node';
import { Reason } from '@dbaas-portal/plugin-dbaas-common';
import { KindRef } from '../client/Kinds';
import { isKubernetesError } from '../client/KubernetesError';
import { KubernetesObject, readObject } from '../client/KubernetesObject';
import { Objects } from '../client/Objects';
import { SECRET_OF_LABEL, UID_LABEL } from '../labels';
import { essence } from '../steps/preview';
import { managersOf } from './fieldManagers';
import { meansSameQuantity } from './quantities';
import { stateOf } from './stateOf';

/** What operators make besides; nobody watches it. */
const MORE_KINDS: KindRef[] = [
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' },
];
const SECRET: KindRef = { apiVersion: 'v1', kind: 'Secret' };

type Place = { uid: string; namespace: string };

const keyOf = (about: { kind: string; name: string }) =>
  `${about.kind}/${about.name}`;

function describeObject(
  object: KubernetesObject,
  observedAt: string,
): ResourceDescription {
  const { apiVersion, kind, metadata } = object;
  const state = stateOf(object);
  return {
    apiVersion,
    kind,
    name: metadata.name,
    observedAt,
    ...(metadata.creationTimestamp
      ? { createdAt: metadata.creationTimestamp }
      : {}),
    ...(metadata.deletionTimestamp
      ? { deletingSince: metadata.deletionTimestamp }
      : {}),
    ...(state ? { state } : {}),
    content: JSON.parse(JSON.stringify(object)),
  };
}

/**
 * What the API server would make of the portal's word against what is there.
 * It fills in its own defaults in both, and leaves alone what others manage
 * and the portal says nothing of.
 */
async function compare(
  objects: Objects,
  wanted: KubernetesObject,
  content: ResourceDescription['content'],
): Promise<ResourceDifference> {
  try {
    const would = essence(await objects.wouldBe(wanted));
    if (!content) {
      return { state: 'missing', wanted: would };
    }
    const is = essence(readObject(content, wanted));
    const fields = differencesOf(is, would, { means: meansSameQuantity });
    if (fields.length === 0) {
      return { state: 'unchanged' };
    }
    const managed = await objects.managedFields({
      ...wanted,
      ...wanted.metadata,
    });
    return {
      state: 'changed',
      fields: fields.map(field => ({
        ...field,
        managers: managersOf(managed, field.path, content),
      })),
    };
  } catch (error) {
    if (isKubernetesError(error) && error.code !== 'unreachable') {
      return { state: 'unknown', reason: error.reason };
    }
    throw error;
  }
}

/** Lists what may be listed, and tells why it may not where it may not. */
async function orUnseen<T>(
  kind: string,
  unseen: Array<{ kind: string; reason: Reason }>,
  list: () => Promise<T[]>,
): Promise<T[]> {
  try {
    return await list();
  } catch (error) {
    if (isKubernetesError(error, 'forbidden')) {
      unseen.push({ kind, reason: error.reason });
      return [];
    }
    throw error;
  }
}

/** Of a kind that nobody watches, or newer than what was listed. */
async function look(
  objects: Objects,
  wanted: KubernetesObject,
): Promise<ResourceDescription | undefined> {
  const found = await objects.get({ ...wanted, ...wanted.metadata });
  return found && describeObject(found, new Date().toISOString());
}

/** All that carries an instance, compared with what the portal wants. */
export async function describeInstance(
  objects: Objects,
  { uid, namespace }: Place,
  seen: Observed[],
  wanted: KubernetesObject[],
): Promise<InstanceDescription> {
  const observedAt = new Date().toISOString();
  const unseen: InstanceDescription['unseen'] = [];
  const resources = seen.map(({ resource, observedAt: at }) =>
    describeObject(
      readObject(resource, { apiVersion: '', kind: resource.kind }),
      at,
    ),
  );
  for (const kind of MORE_KINDS) {
    const more = await orUnseen(kind.kind, unseen, async () => {
      const selection = { namespace, labelSelector: `${UID_LABEL}=${uid}` };
      return (await objects.list(kind, selection)).items;
    });
    resources.push(...more.map(object => describeObject(object, observedAt)));
  }
  const secrets = await orUnseen(SECRET.kind, unseen, () =>
    objects.names(SECRET, {
      namespace,
      labelSelector: `${SECRET_OF_LABEL}=${uid}`,
    }),
  );
  resources.push(
    ...secrets.map(about => ({ ...SECRET, ...about, observedAt })),
  );

  const known = new Map(resources.map(r => [keyOf(r), r]));
  for (const object of wanted) {
    const { apiVersion, kind } = object;
    const about = { apiVersion, kind, name: object.metadata.name };
    const there = known.get(keyOf(about)) ?? (await look(objects, object));
    known.set(keyOf(about), {
      ...(there ?? about),
      difference: await compare(objects, object, there?.content),
    });
  }
  return { resources: [...known.values()], unseen };
}
