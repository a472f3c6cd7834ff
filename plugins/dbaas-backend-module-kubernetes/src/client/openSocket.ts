import { KubeConfig } from '@kubernetes/client-node';
import { RequestOptions } from 'node:https';
import { RawData, WebSocket } from 'ws';
import { errorOfAnswer, KubernetesError } from './KubernetesError';

const OPEN_MS = 10_000;
/** Each message begins with the number of its channel. */
const PROTOCOL = 'v4.channel.k8s.io';
const MAX_REFUSAL_BYTES = 16 * 1024;

const asBuffer = (data: RawData) =>
  Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);

/**
 * Opens a two-way stream to the API server, with the login of the kubeconfig.
 *
 * @param path - with its query
 * @param take - gets what comes, by channel; the first may come with the
 *   server's consent itself, before this has returned
 */
export async function openSocket(
  kubeConfig: KubeConfig,
  path: string,
  take: (channel: number, content: Buffer, socket: WebSocket) => void,
): Promise<WebSocket> {
  const server = kubeConfig.getCurrentCluster()?.server;
  if (!server) {
    throw new KubernetesError('unreachable', 'no cluster is configured');
  }
  const options: RequestOptions = {};
  await kubeConfig.applyToHTTPSOptions(options);
  const url = server.replace(/\/+$/, '').replace(/^http/, 'ws') + path;
  const { method: _method, ...login } = options;
  const socket = new WebSocket(url, [PROTOCOL], {
    ...login,
    handshakeTimeout: OPEN_MS,
    perMessageDeflate: false,
  });
  socket.on('message', message => {
    const bytes = asBuffer(message);
    take(bytes[0], bytes.subarray(1), socket);
  });
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      // What breaks later ends the stream: 'close' comes after it.
      socket.on('error', () => {});
      resolve(socket);
    });
    socket.once('error', error =>
      reject(
        new KubernetesError('unreachable', error.message, { cause: error }),
      ),
    );
    socket.once('unexpected-response', (request, response) => {
      let body = '';
      response.on('data', chunk => {
        body = (body + chunk).slice(0, MAX_REFUSAL_BYTES);
      });
      response.once('close', () => {
        request.destroy();
        reject(errorOfAnswer(response.statusCode ?? 0, body));
      });
    });
  });
}
