import { KubeConfig } from '@kubernetes/client-node';
import { Socket } from 'node:net';
import { openSocket } from '../client/openSocket';
import { PodPort } from './podBehind';

/** Beyond this much that the API server has not taken, the client waits. */
const MAX_WAITING_BYTES = 1024 * 1024;
/** The number of the port, before the first bytes of the channel. */
const PORT_BYTES = 2;

/** The other channel of a port tells what went wrong. */
const DATA = 0;

/**
 * Leads a client's connection through the API server to a pod's port, until
 * either side ends. Rejects where the way cannot be opened.
 */
export async function bridge(
  kubeConfig: KubeConfig,
  { namespace, pod, port }: PodPort,
  client: Socket,
): Promise<void> {
  client.pause();
  let toSkip = PORT_BYTES;
  const way = await openSocket(
    kubeConfig,
    `/api/v1/namespaces/${encodeURIComponent(
      namespace,
    )}/pods/${encodeURIComponent(pod)}/portforward?ports=${port}`,
    (channel, content, socket) => {
      if (channel !== DATA) {
        if (content.length > PORT_BYTES) {
          socket.close();
        }
        return;
      }
      const data = content.subarray(toSkip);
      toSkip = Math.max(0, toSkip - content.length);
      if (data.length > 0 && !client.write(data)) {
        socket.pause();
      }
    },
  );
  way.once('close', () => client.destroySoon());
  client.on('drain', () => way.resume());
  client.on('data', data => {
    way.send(Buffer.concat([Buffer.of(DATA), Buffer.from(data)]), () => {
      if (way.bufferedAmount <= MAX_WAITING_BYTES) {
        client.resume();
      }
    });
    if (way.bufferedAmount > MAX_WAITING_BYTES) {
      client.pause();
    }
  });
  client.once('close', () => way.close());
  if (client.destroyed) {
    way.close();
  }
  client.resume();
}
