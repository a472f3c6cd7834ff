import {
  LogChunk,
  LogRequest,
  Observed,
} from '@dbaas-portal/plugin-dbaas-node';
import { KubeConfig } from '@kubernetes/client-node';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { ApiClient } from '../client/ApiClient';
import { PodLog } from './PodLog';

jest.setTimeout(120_000);

type Run = { uid?: string; id: string; state: object; lastState?: object };

/** The pod as the watch shows it. */
function podOf({ uid = 'p', id, state, lastState = {} }: Run): Observed {
  return {
    resource: {
      kind: 'Pod',
      metadata: JSON.parse(
        JSON.stringify({ name: 'orders-1', namespace: 'shop', uid }),
      ),
      status: JSON.parse(
        JSON.stringify({
          containerStatuses: [
            { name: 'sidecar', containerID: 'x', state: { running: {} } },
            { name: 'postgres', containerID: id, state, lastState },
          ],
        }),
      ),
    },
    observedAt: '2026-01-01T00:00:00.000Z',
  };
}

const at = (second: number, text: string) =>
  `2026-01-01T00:00:${String(second).padStart(2, '0')}.5Z ${text}\n`;

/** An API server that answers one request after the other as told. */
async function startApi() {
  const asked: string[] = [];
  const answers: Array<(response: http.ServerResponse) => void> = [];
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    answers.shift()?.(response);
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
    asked,
    answers,
    client: new ApiClient(kubeConfig),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('the log of a pod', () => {
  let api: Awaited<ReturnType<typeof startApi>>;
  let pods: Observed[];
  let reader: AbortController;
  const running = podOf({ id: 'c1', state: { running: {} } });

  beforeEach(async () => {
    api = await startApi();
    pods = [running];
    reader = new AbortController();
  });
  afterEach(async () => {
    reader.abort();
    await api.stop();
  });

  const said = (chunk: LogChunk) =>
    chunk.type === 'lines'
      ? chunk.lines.map(line => line.text)
      : [`[${chunk.reason.code}]`];

  const open = (change: Partial<LogRequest> = {}) =>
    new PodLog({
      client: api.client,
      seen: () => pods,
      request: {
        member: 'orders-1',
        source: { pod: 'orders-1', container: 'postgres' },
        lines: 5,
        follow: false,
        previous: false,
        signal: reader.signal,
        ...change,
      },
    }).read();

  async function all(change: Partial<LogRequest> = {}): Promise<string[]> {
    const lines = [];
    for await (const chunk of open(change)) {
      lines.push(...said(chunk));
    }
    return lines;
  }

  /** Reads on until so much has been said. */
  async function some(chunks: AsyncIterator<LogChunk>, count: number) {
    const lines: string[] = [];
    while (lines.length < count) {
      const next = await chunks.next();
      if (next.done) {
        break;
      }
      lines.push(...said(next.value));
    }
    return lines;
  }

  it('is asked for by container and number, each line with its time', async () => {
    api.answers.push(response => response.end(at(1, 'a') + at(2, 'b')));
    const chunks = [];
    for await (const chunk of open()) {
      chunks.push(chunk);
    }
    expect(chunks).toEqual([
      {
        type: 'lines',
        lines: [
          { text: 'a', time: '2026-01-01T00:00:01.5Z' },
          { text: 'b', time: '2026-01-01T00:00:02.5Z' },
        ],
      },
    ]);
    expect(api.asked).toEqual([
      '/api/v1/namespaces/shop/pods/orders-1/log?container=postgres&follow=false&timestamps=true&tailLines=5',
    ]);
  });

  it('is that of the container before, where that is asked for', async () => {
    api.answers.push(response => response.end(at(1, 'panic')));
    expect(await all({ previous: true, follow: true })).toEqual(['panic']);
    expect(api.asked[0]).toContain('follow=false&previous=true');
  });

  it('is read of pods of the instance only', async () => {
    pods = [];
    await expect(all()).rejects.toMatchObject({ code: 'not-found' });
    expect(api.asked).toEqual([]);
  });

  it('tells what the API server refuses', async () => {
    api.answers.push(response =>
      response.writeHead(403).end(
        JSON.stringify({
          kind: 'Status',
          message: 'pods "orders-1" is forbidden: cannot get pods/log',
        }),
      ),
    );
    await expect(all()).rejects.toMatchObject({
      code: 'forbidden',
      reason: { code: 'kubernetes-forbidden' },
    });
  });

  it('goes on after a cut where it was, without saying anything twice', async () => {
    api.answers.push(
      response => {
        response.write(at(1, 'a') + at(1, 'b').replace('.5Z', '.75Z'));
        setTimeout(() => response.destroy(), 50);
      },
      response =>
        response.write(
          at(1, 'a') + at(1, 'b').replace('.5Z', '.75Z') + at(3, 'c'),
        ),
    );
    const chunks = open({ follow: true });
    expect(await some(chunks, 3)).toEqual(['a', 'b', 'c']);
    expect(api.asked[1]).toContain('sinceTime=2026-01-01T00%3A00%3A01.75Z');
    expect(api.asked[1]).not.toContain('tailLines');
  });

  it('says how the container ended, and goes on with the next one', async () => {
    api.answers.push(
      response => response.end(at(1, 'a')),
      response => response.write(at(9, 'hello again')),
    );
    const chunks = open({ follow: true });
    expect(await some(chunks, 1)).toEqual(['a']);
    const ended = { terminated: { exitCode: 137, reason: 'OOMKilled' } };
    pods = [podOf({ id: 'c1', state: ended })];
    const next = await chunks.next();
    expect(next.value).toMatchObject({
      type: 'notice',
      reason: { params: { how: 'OOMKilled, exit code 137' } },
    });
    pods = [podOf({ id: 'c2', state: { running: {} }, lastState: ended })];
    expect(await some(chunks, 2)).toEqual([
      '[log-member-begun]',
      'hello again',
    ]);
    expect(api.asked[1]).not.toMatch(/sinceTime|tailLines/);
  });

  it('waits for a pod that has gone to come back', async () => {
    api.answers.push(
      response => response.end(at(1, 'a')),
      response => response.write(at(2, 'b')),
    );
    const chunks = open({ follow: true });
    expect(await some(chunks, 1)).toEqual(['a']);
    pods = [];
    expect(await some(chunks, 1)).toEqual(['[log-gone]']);
    pods = [podOf({ uid: 'q', id: 'c9', state: { running: {} } })];
    expect(await some(chunks, 2)).toEqual(['[log-back]', 'b']);
  });

  it('shows the last words of what does not stay up', async () => {
    pods = [
      podOf({
        id: 'c3',
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1, reason: 'Error' } },
      }),
    ];
    api.answers.push(response => response.end(at(1, 'out of disk')));
    const chunks = open({ follow: true });
    expect(await some(chunks, 3)).toEqual([
      'out of disk',
      '[log-member-ended]',
      '[log-member-waiting]',
    ]);
    expect(api.asked[0]).toContain('previous=true');
  });

  it('reads no faster than it is taken, and hangs up when told', async () => {
    let sent = 0;
    let hungUp = false;
    const line = at(1, 'x'.repeat(1000));
    api.answers.push(async response => {
      const gone = new AbortController();
      response.once('close', () => {
        hungUp = true;
        gone.abort();
      });
      while (!response.destroyed) {
        sent += 1;
        if (!response.write(line)) {
          await once(response, 'drain', gone).catch(() => {});
        }
      }
    });
    const chunks = open({ follow: true });
    await chunks.next();
    const still = async () => {
      const before = sent;
      await new Promise(resolve => setTimeout(resolve, 300));
      return sent === before;
    };
    for (let tries = 0; !(await still()); tries++) {
      expect(tries).toBeLessThan(100);
    }
    const waiting = chunks.next();
    reader.abort();
    await waiting;
    for (let tries = 0; !hungUp; tries++) {
      expect(tries).toBeLessThan(100);
      await chunks.next();
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  });
});
