import { NodeAmounts } from '@dbaas-portal/plugin-dbaas-common';
import { z } from 'zod';
import { KubernetesObject } from '../client/KubernetesObject';
import { Objects } from '../client/Objects';
import { quantity } from './quantity';

const POD = { apiVersion: 'v1', kind: 'Pod' };
/** Pods that have ended take nothing more. */
const LIVING = 'status.phase!=Succeeded,status.phase!=Failed';
const MOST_PODS = 60_000;
const MOST_MS = 15_000;
const MIB = 1024 ** 2;

const resourcesShape = z.object({
  requests: z.record(z.string(), z.unknown()).optional(),
});
const containerShape = z.object({
  restartPolicy: z.string().optional(),
  resources: resourcesShape.optional(),
});
const podShape = z.object({
  nodeName: z.string().optional(),
  containers: z.array(containerShape),
  initContainers: z.array(containerShape).optional(),
  overhead: z.record(z.string(), z.unknown()).optional(),
  resources: resourcesShape.optional(),
});

type PodShape = z.infer<typeof podShape>;

/**
 * What a pod has reserved of one resource, as the scheduler counts it: its
 * containers together, or the largest of those that run before them.
 */
function reserved(pod: PodShape, name: string): number {
  const asked = (container: z.infer<typeof containerShape>) =>
    quantity(container.resources?.requests?.[name]);
  let beside = 0;
  let before = 0;
  for (const container of pod.initContainers ?? []) {
    if (container.restartPolicy === 'Always') {
      beside += asked(container);
      before = Math.max(before, beside);
    } else {
      before = Math.max(before, beside + asked(container));
    }
  }
  const running = pod.containers.reduce((sum, c) => sum + asked(c), beside);
  const whole = pod.resources?.requests?.[name];
  return (
    (whole === undefined ? Math.max(running, before) : quantity(whole)) +
    quantity(pod.overhead?.[name])
  );
}

/** Sums of pods by node, in the exact units of the API server. */
export class Requests {
  private readonly byNode = new Map<
    string,
    { cpu: number; memory: number; places: number }
  >();

  add(pod: KubernetesObject): void {
    const parsed = podShape.safeParse(pod.spec);
    const node = parsed.success && parsed.data.nodeName;
    if (!node) {
      return;
    }
    const sum = this.byNode.get(node) ?? { cpu: 0, memory: 0, places: 0 };
    sum.cpu += reserved(parsed.data, 'cpu');
    sum.memory += reserved(parsed.data, 'memory');
    sum.places += 1;
    this.byNode.set(node, sum);
  }

  of(node: string): NodeAmounts {
    const sum = this.byNode.get(node) ?? { cpu: 0, memory: 0, places: 0 };
    return {
      cpuMillis: Math.round(sum.cpu * 1000),
      memoryMib: Math.ceil(sum.memory / MIB),
      places: sum.places,
    };
  }
}

/**
 * What all pods of the cluster have reserved; nothing where there are more
 * than can be counted in bounded time, as a part of the truth would mislead.
 */
export async function readRequests(
  objects: Objects,
): Promise<Requests | undefined> {
  const requests = new Requests();
  const end = Date.now() + MOST_MS;
  let seen = 0;
  const pages = objects.pages(POD, { fieldSelector: LIVING });
  for await (const page of pages) {
    page.forEach(pod => requests.add(pod));
    seen += page.length;
    if (seen > MOST_PODS || Date.now() > end) {
      return undefined;
    }
  }
  return requests;
}
