import { Address, Observed } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { KubernetesError } from '../client/KubernetesError';

/** A port of a pod. */
export type PodPort = { namespace: string; pod: string; port: number };

const podShape = z.object({
  kind: z.literal('Pod'),
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
  }),
  status: z.object({
    podIP: z.string().optional(),
    conditions: z
      .array(z.object({ type: z.string(), status: z.string() }))
      .default([]),
  }),
});
type Pod = z.infer<typeof podShape>;

const serviceShape = z.object({
  kind: z.literal('Service'),
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z.object({
    selector: z.record(z.string(), z.string()),
    ports: z.array(
      z.object({
        port: z.number(),
        targetPort: z.union([z.number(), z.string()]).optional(),
      }),
    ),
  }),
});

function parsed<T>(resources: Observed[], shape: z.ZodType<T>): T[] {
  return resources.flatMap(({ resource }) => {
    const found = shape.safeParse(resource);
    return found.success ? [found.data] : [];
  });
}

const isReady = ({ status }: Pod) =>
  status.conditions.some(c => c.type === 'Ready' && c.status === 'True');

/** `<service>.<namespace>.svc`, with or without what follows. */
function serviceOf(host: string): { name: string; namespace: string } | null {
  const parts = /^([^.]+)\.([^.]+)\.svc(\.|$)/.exec(host);
  return parts && { name: parts[1], namespace: parts[2] };
}

/**
 * Which pod an address leads to, by what the cluster shows of the instance:
 * that of a pod itself, or of a Service. Undefined for any other address.
 */
export function podBehind(
  { host, port }: Address,
  resources: Observed[],
): PodPort | undefined {
  const pods = parsed(resources, podShape);
  const itself = pods.find(({ status }) => status.podIP === host);
  if (itself) {
    const { name, namespace } = itself.metadata;
    return { namespace, pod: name, port };
  }
  const wanted = serviceOf(host);
  if (!wanted) {
    return undefined;
  }
  const service = parsed(resources, serviceShape).find(
    ({ metadata }) =>
      metadata.name === wanted.name && metadata.namespace === wanted.namespace,
  );
  const selected = pods.filter(
    pod =>
      service &&
      isReady(pod) &&
      Object.entries(service.spec.selector).every(
        ([key, value]) => pod.metadata.labels[key] === value,
      ),
  );
  // As a Service does it: any of those that are ready.
  const pod = selected[Math.floor(Math.random() * selected.length)];
  if (!pod) {
    throw new KubernetesError('no-pod', host);
  }
  const target = service?.spec.ports.find(p => p.port === port)?.targetPort;
  return {
    namespace: pod.metadata.namespace,
    pod: pod.metadata.name,
    port: typeof target === 'number' ? target : port,
  };
}
