import { Observed, TerminalOptions } from '@dbaas-portal/plugin-dbaas-node';
import { KubeConfig } from '@kubernetes/client-node';
import { KubernetesError } from '../client/KubernetesError';
import { openSocket } from '../client/openSocket';
import { z } from 'zod';
import { ExecStream } from './ExecStream';

const podShape = z.object({
  kind: z.literal('Pod'),
  metadata: z.object({ name: z.string(), namespace: z.string() }),
});

/** Where the pod is, if it is one of these; nobody enters any other. */
export function ownPod(resources: Observed[], name: string): string {
  for (const { resource } of resources) {
    const { data: pod } = podShape.safeParse(resource);
    if (pod?.metadata.name === name) {
      return pod.metadata.namespace;
    }
  }
  throw new KubernetesError('not-found', name);
}

/** Starts a program in a pod, with a terminal of its own. */
export async function openTerminal(
  kubeConfig: KubeConfig,
  namespace: string,
  options: TerminalOptions,
): Promise<ExecStream> {
  const { resource, container, command, signal } = options;
  signal.throwIfAborted();
  const query = new URLSearchParams({
    ...(container !== undefined && { container }),
    stdin: 'true',
    stdout: 'true',
    tty: 'true',
  });
  command.forEach(part => query.append('command', part));
  const stream = new ExecStream();
  const pod = encodeURIComponent(resource);
  const socket = await openSocket(
    kubeConfig,
    `/api/v1/namespaces/${encodeURIComponent(
      namespace,
    )}/pods/${pod}/exec?${query}`,
    (channel, content, from) => stream.receive(channel, content, from),
  );
  stream.through(socket);
  stream.resize(options);
  const end = () => stream.destroy();
  signal.addEventListener('abort', end, { once: true });
  stream.once('close', () => signal.removeEventListener('abort', end));
  if (signal.aborted) {
    end();
  }
  return stream;
}
