import { JsonObject, JsonValue } from '@backstage/types';
import { KubernetesResource } from './resources';

/** What stands there if it is an object, else an empty one. @public */
export function objectAt(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}

/** What stands there if it is a list, else an empty one. @public */
export function listAt(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** What stands there if it is a text that is not empty. @public */
export function textAt(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What stands there if it is a number. @public */
export function numberAt(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** A condition of a status, by its type. @public */
export function conditionOf(
  status: JsonObject | undefined,
  type: string,
): JsonObject | undefined {
  return listAt(status?.conditions)
    .map(objectAt)
    .find(condition => condition.type === type);
}

/** What a binding wants to know of a pod. @public */
export type KubernetesPod = {
  name: string;
  node?: string;
  ip?: string;
  ready: boolean;
  restarts: number;
  resource: KubernetesResource;
};

/** Reads a pod. @public */
export function kubernetesPod(resource: KubernetesResource): KubernetesPod {
  const { status, spec } = resource;
  const restarts = listAt(status?.containerStatuses)
    .map(objectAt)
    .reduce((sum, c) => sum + (numberAt(c.restartCount) ?? 0), 0);
  const node = textAt(spec?.nodeName);
  const ip = textAt(status?.podIP);
  return {
    name: resource.metadata.name,
    ...(node ? { node } : {}),
    ...(ip ? { ip } : {}),
    ready: conditionOf(status, 'Ready')?.status === 'True',
    restarts,
    resource,
  };
}

const QUANTITY = /^([\d.]+)(m|Ki|Mi|Gi|Ti|k|M|G|T)?$/;
const IN_MIB: Record<string, number> = {
  Ki: 1 / 1024,
  Mi: 1,
  Gi: 1024,
  Ti: 1024 ** 2,
  k: 1e3 / 1024 ** 2,
  M: 1e6 / 1024 ** 2,
  G: 1e9 / 1024 ** 2,
  T: 1e12 / 1024 ** 2,
};

/** A quantity of memory or storage in MiB; 0 where it is none. @public */
export function mebibytesOf(value: JsonValue | undefined): number {
  const match = QUANTITY.exec(String(value ?? ''));
  return match
    ? Math.floor(Number(match[1]) * (IN_MIB[match[2]] ?? 1 / 1024 ** 2))
    : 0;
}

/** A quantity of processors in thousandths; 0 where it is none. @public */
export function millicoresOf(value: JsonValue | undefined): number {
  const match = QUANTITY.exec(String(value ?? ''));
  return match ? Number(match[1]) * (match[2] === 'm' ? 1 : 1000) : 0;
}
