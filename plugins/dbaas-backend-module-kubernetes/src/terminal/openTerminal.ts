import { TerminalOptions } from '@dbaas-portal/plugin-dbaas-node';
import { KubeConfig } from '@kubernetes/client-node';
import { openSocket } from '../client/openSocket';
import { ExecStream } from './ExecStream';

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
