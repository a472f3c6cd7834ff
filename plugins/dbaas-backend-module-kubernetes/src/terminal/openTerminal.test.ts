import { KubeConfig } from '@kubernetes/client-node';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { openTerminal } from './openTerminal';
import { endOf } from './status';

jest.setTimeout(120_000);

const STDOUT = 1;
const STATUS = 3;

const frame = (channel: number, content: string | Buffer) =>
  Buffer.concat([Buffer.of(channel), Buffer.from(content)]);

const failed = (code: string) =>
  JSON.stringify({
    status: 'Failure',
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: code }] },
  });

/**
 * The edge that cannot run without pods: an API server's `exec`, with a
 * program behind it that says back what is typed.
 */
async function startApi(options: { refuse?: boolean } = {}) {
  const asked: Array<{ path: string; query: URLSearchParams }> = [];
  const resized: unknown[] = [];
  const closed: number[] = [];
  const programs: WebSocket[] = [];
  const server = http.createServer();
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '', 'http://api');
    asked.push({ path: url.pathname, query: url.searchParams });
    if (options.refuse) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, program => {
      programs.push(program);
      // With the consent itself, before anybody can have listened.
      program.send(frame(STDOUT, '$ '));
      program.on('close', code => closed.push(code));
      program.on('message', (message: Buffer) => {
        const content = message.subarray(1);
        if (message[0] === 4) {
          resized.push(JSON.parse(content.toString()));
        } else if (content.toString() === 'exit 7\r') {
          program.send(frame(STDOUT, 'bye'));
          program.send(frame(STATUS, failed('7')));
          program.close();
        } else {
          program.send(frame(STDOUT, content));
        }
      });
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
    asked,
    resized,
    closed,
    programs,
    stop: async () => {
      sockets.clients.forEach(client => client.terminate());
      server.close();
      await once(server, 'close');
    },
  };
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 60_000;
  while (!condition()) {
    if (Date.now() > end) {
      throw new Error('It did not come in time');
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

describe('a terminal in a pod', () => {
  let api: Awaited<ReturnType<typeof startApi>>;

  async function open(signal = new AbortController().signal) {
    const terminal = await openTerminal(api.kubeConfig, 'shop', {
      resource: 'orders-1',
      container: 'postgres',
      command: ['sh', '-c', 'exec "bash"'],
      columns: 80,
      rows: 24,
      signal,
    });
    let shown = '';
    terminal.stream.on('data', (chunk: Buffer) => {
      shown += chunk.toString();
    });
    return { terminal, shown: () => shown };
  }

  afterEach(() => api.stop());

  it('starts the program as it is, and says its size first', async () => {
    api = await startApi();
    const { terminal } = await open();
    const [{ path, query }] = api.asked;
    expect(path).toBe('/api/v1/namespaces/shop/pods/orders-1/exec');
    expect(Object.fromEntries(query)).toMatchObject({
      container: 'postgres',
      stdin: 'true',
      stdout: 'true',
      tty: 'true',
    });
    expect(query.has('stderr')).toBe(false);
    expect(query.getAll('command')).toEqual(['sh', '-c', 'exec "bash"']);
    terminal.resize({ columns: 132, rows: 50 });
    await until(() => api.resized.length === 2);
    expect(api.resized).toEqual([
      { Width: 80, Height: 24 },
      { Width: 132, Height: 50 },
    ]);
    terminal.stream.destroy();
  });

  it('shows what came first and last, and the code of the end', async () => {
    api = await startApi();
    const { terminal, shown } = await open();
    await until(() => shown() === '$ ');
    terminal.stream.write('exit 7\r');
    await once(terminal.stream, 'end');
    expect(shown()).toBe('$ bye');
    expect(await terminal.ended).toEqual({ exitCode: 7 });
    // Typed too late, it is no error.
    terminal.stream.destroy();
  });

  it('carries every byte there and back, however slowly it is read', async () => {
    api = await startApi();
    const { terminal, shown } = await open();
    terminal.stream.pause();
    const sent = 'one after the other\n'.repeat(200_000);
    const whole = new Promise(resolve => terminal.stream.write(sent, resolve));
    await new Promise(resolve => setTimeout(resolve, 200));
    // What nobody reads is held up, not piled up here.
    expect(terminal.stream.readableLength).toBeLessThan(1024 * 1024);
    terminal.stream.resume();
    await whole;
    await until(() => shown().length === sent.length + 2);
    expect(shown() === `$ ${sent}`).toBe(true);
    terminal.stream.destroy();
  });

  it('ends the program when it is let go, or shall not be any more', async () => {
    api = await startApi();
    const first = await open();
    first.terminal.stream.destroy();
    await until(() => api.closed.length === 1);
    const leaving = new AbortController();
    const second = await open(leaving.signal);
    leaving.abort();
    await until(() => api.closed.length === 2);
    expect(await second.terminal.ended).toMatchObject({
      reason: { code: 'kubernetes-unreachable' },
    });
    await expect(open(leaving.signal)).rejects.toThrow();
  });

  it('tells that it was cut off', async () => {
    api = await startApi();
    const { terminal } = await open();
    api.programs[0].terminate();
    expect(await terminal.ended).toMatchObject({
      reason: { code: 'kubernetes-unreachable' },
    });
  });

  it('says why it is refused', async () => {
    api = await startApi({ refuse: true });
    await expect(open()).rejects.toMatchObject({ code: 'forbidden' });
  });

  it.each([
    ['{"status":"Success"}', { exitCode: 0 }],
    [failed('130'), { exitCode: 130 }],
    [
      '{"status":"Failure","message":"no bash in it"}',
      {
        reason: {
          code: 'kubernetes-refused',
          params: { what: 'no bash in it' },
        },
      },
    ],
    ['not JSON', { reason: { params: { what: 'not JSON' } } }],
  ])('reads the last word %s', (said, end) => {
    expect(endOf(said)).toMatchObject(end);
  });
});
