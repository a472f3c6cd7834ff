import { once } from 'node:events';
import http from 'node:http';
import { AddressInfo } from 'node:net';

export type Balancer = {
  url: string;
  /** How many requests each backend got. */
  counts: number[];
  stop(): Promise<void>;
};

/**
 * Sends each request to the next of the backends that are ready, whoever asks
 * and whatever for; one that does not answer is passed over.
 */
export async function startBalancer(
  backends: () => string[],
): Promise<Balancer> {
  let next = 0;
  const counts: number[] = [];
  const send = (
    request: http.IncomingMessage,
    body: Buffer,
    response: http.ServerResponse,
    left: number,
  ) => {
    const targets = backends();
    if (targets.length === 0) {
      response.writeHead(503).end('{}');
      return;
    }
    const index = next % targets.length;
    next += 1;
    const onward = http.request(
      `${targets[index]}${request.url}`,
      { method: request.method, headers: request.headers, agent: false },
      answer => {
        counts[index] = (counts[index] ?? 0) + 1;
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => {
      if (response.headersSent) {
        response.destroy();
      } else if (left > 0) {
        send(request, body, response, left - 1);
      } else {
        response.writeHead(502).end('{}');
      }
    });
    response.on('close', () => onward.destroy());
    onward.end(body);
  };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () =>
      send(request, Buffer.concat(chunks), response, backends().length),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The address of a server that listens on a port is no text.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    counts,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
