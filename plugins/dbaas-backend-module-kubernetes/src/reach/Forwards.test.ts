import { KubeConfig } from '@kubernetes/client-node';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { WebSocketServer } from 'ws';
import { Forwards } from './Forwards';

const TARGET = { namespace: 'shop', pod: 'orders-1', port: 5432 };
const PORT_PREFIX = Buffer.from([5432 & 0xff, 5432 >> 8]);

/**
 * The edge that cannot run without pods: an API server's port forwarding, with
 * a server behind it that sends back what it gets.
 */
async function startApi(options: { refuse?: boolean } = {}) {
  const paths: string[] = [];
  const server = http.createServer();
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    paths.push(request.url ?? '');
    if (options.refuse) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, client => {
      // With the consent itself, before anybody can have listened.
      client.send(Buffer.concat([Buffer.of(0), PORT_PREFIX]));
      client.send(Buffer.concat([Buffer.of(1), PORT_PREFIX]));
      client.on('message', (message: Buffer) => client.send(message));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromOptions({
    clusters: [
      { name: 'a', server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
    ],
    users: [{ name: 'a' }],
    contexts: [{ name: 'a', cluster: 'a', user: 'a' }],
    currentContext: 'a',
  });
  return {
    kubeConfig,
    paths,
    cutAll: () => sockets.clients.forEach(client => client.terminate()),
    stop: async () => {
      sockets.clients.forEach(client => client.terminate());
      server.close();
      await once(server, 'close');
    },
  };
}

describe('Forwards', () => {
  let api: Awaited<ReturnType<typeof startApi>>;
  let forwards: Forwards;

  async function start(options?: { refuse?: boolean }) {
    api = await startApi(options);
    forwards = new Forwards(api.kubeConfig);
  }

  afterEach(async () => {
    await forwards.stop();
    await api.stop();
  });

  async function connect() {
    const client = net.connect(await forwards.to(TARGET));
    client.on('error', () => {});
    return client;
  }

  it('carries every byte there and back, much faster than it is taken', async () => {
    await start();
    const client = await connect();
    const sent = Buffer.alloc(8 * 1024 * 1024, 'one after the other ');
    client.write(sent);
    const got: Buffer[] = [];
    let length = 0;
    for await (const chunk of client) {
      got.push(chunk);
      length += chunk.length;
      if (length >= sent.length) {
        break;
      }
    }
    expect(Buffer.concat(got).equals(sent)).toBe(true);
    expect(api.paths).toEqual([
      '/api/v1/namespaces/shop/pods/orders-1/portforward?ports=5432',
    ]);
  });

  it('has one door for a port of a pod, on loopback', async () => {
    await start();
    const first = await forwards.to(TARGET);
    expect(first.host).toBe('127.0.0.1');
    expect(await forwards.to(TARGET)).toEqual(first);
    expect(await forwards.to({ ...TARGET, pod: 'orders-2' })).not.toEqual(
      first,
    );
  });

  it('ends the connection of a client when the way is refused, and says why to the next', async () => {
    await start({ refuse: true });
    const client = await connect();
    await once(client.resume(), 'close');
    await expect(forwards.to(TARGET)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await forwards.to(TARGET);
  });

  it('ends it when the way is cut, and opens a new one for the next', async () => {
    await start();
    const client = await connect();
    client.write('a');
    await once(client, 'data');
    api.cutAll();
    await once(client.resume(), 'close');
    const next = await connect();
    next.write('b');
    const [answer] = await once(next, 'data');
    expect(String(answer)).toBe('b');
    next.destroy();
  });

  it('leaves nobody inside when it stops', async () => {
    await start();
    const client = await connect();
    client.write('a');
    await once(client, 'data');
    await forwards.stop();
    await once(client.resume(), 'close');
    await expect(forwards.to(TARGET)).rejects.toThrow(/shutting down/);
  });
});
