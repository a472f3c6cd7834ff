import { KubernetesObject } from '../client/KubernetesObject';
import { MANAGED_LABEL, MANAGED_VALUE, RECORD_LABEL } from '../labels';

export const RECORD_KIND = { apiVersion: 'v1', kind: 'ConfigMap' };
const KEY = 'record.json';

/** A record as a ConfigMap; `resourceVersion` where it replaces one. */
export function recordObject(
  about: {
    type: 'instance' | 'tenant';
    name: string;
    namespace: string;
    resourceVersion?: string;
  },
  record: unknown,
): KubernetesObject {
  const { type, name, namespace, resourceVersion } = about;
  return {
    ...RECORD_KIND,
    metadata: {
      name,
      namespace,
      ...(resourceVersion ? { resourceVersion } : {}),
      labels: { [MANAGED_LABEL]: MANAGED_VALUE, [RECORD_LABEL]: type },
    },
    data: { [KEY]: JSON.stringify(record) },
  };
}

/** The record that a ConfigMap holds, if it can be read. */
export function recordIn<T>(
  object: KubernetesObject,
  is: (value: unknown) => value is T,
): T | undefined {
  try {
    const value: unknown = JSON.parse(object.data?.[KEY] ?? '');
    return is(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
