import { JsonObject, JsonValue } from '@backstage/types';
import { KubernetesObject } from '../client/KubernetesObject';

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const objectsIn = (value: JsonValue | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter(item => isObject(item)) : [];

const textOf = (value: JsonValue | undefined) =>
  typeof value === 'string' && value ? value : undefined;

/** What a container waits for says more than that its pod is pending. */
function waitingFor(status: JsonObject): string | undefined {
  const containers = [
    ...objectsIn(status.initContainerStatuses),
    ...objectsIn(status.containerStatuses),
  ];
  return containers
    .map(({ state }) => isObject(state) && state.waiting)
    .map(waiting => (isObject(waiting) ? textOf(waiting.reason) : undefined))
    .find(reason => reason !== undefined);
}

function readiness(status: JsonObject): string | undefined {
  const ready = objectsIn(status.conditions).find(c => c.type === 'Ready');
  if (!ready) {
    return undefined;
  }
  return ready.status === 'True' ? 'Ready' : 'NotReady';
}

/** One word for the state of an object, in the words of Kubernetes. */
export function stateOf({
  metadata,
  spec = {},
  status = {},
}: KubernetesObject): string | undefined {
  if (metadata.deletionTimestamp) {
    return 'Terminating';
  }
  return (
    waitingFor(status) ??
    textOf(status.phase) ??
    readiness(status) ??
    textOf(spec.type)
  );
}
