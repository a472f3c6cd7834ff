import { JsonObject } from '@backstage/types';
import { z } from 'zod';

/** The parts of an object of the API server that this platform reads. */
export type KubernetesObject = {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    creationTimestamp?: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: Array<{ uid: string; controller?: boolean }>;
  };
  spec?: JsonObject;
  status?: JsonObject;
  data?: Record<string, string>;
  /** Of a StorageClass. */
  allowVolumeExpansion?: boolean;
};

const shape = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    resourceVersion: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
});

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function isObject(value: unknown): value is KubernetesObject {
  return shape.safeParse(value).success;
}

/**
 * An object as the platform keeps it: without the bookkeeping of field
 * managers, which is often the larger half of it. Items of lists carry no
 * kind of their own.
 */
export function readObject(
  value: unknown,
  kind: { apiVersion: string; kind: string },
): KubernetesObject {
  const { metadata, ...rest } = shape.parse(value);
  const { managedFields: _fields, annotations = {}, ...about } = metadata;
  const { [LAST_APPLIED]: _last, ...kept } = annotations;
  const object: unknown = {
    ...rest,
    apiVersion: rest.apiVersion ?? kind.apiVersion,
    kind: rest.kind ?? kind.kind,
    metadata: {
      ...about,
      ...(Object.keys(kept).length > 0 ? { annotations: kept } : {}),
    },
  };
  if (!isObject(object)) {
    throw new Error('Not an object of the API server');
  }
  return object;
}
