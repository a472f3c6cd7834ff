import {
  Created,
  InstanceDetail,
  InstanceList,
  Operation,
  OperationDetail,
  RevealedCredential,
} from '@dbaas-portal/plugin-dbaas-common';
import { randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
// The same throw-away server as the core's own tests have.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  startPostgres,
  TestPostgres,
} from '../../../plugins/dbaas-backend/src/__testUtils__/startPostgres';
import { ask } from './__testUtils__/ask';
import { Balancer, startBalancer } from './__testUtils__/balancer';
import { deletionOf, requestOf } from './__testUtils__/requests';
import { SlimBackend } from './__testUtils__/SlimBackend';
import { membersIn, NO_TRACES, tracesIn } from './__testUtils__/traces';

/** Only against hanging. */
const WAIT_MS = 600_000;
const ENTITY = '/api/catalog/entities/by-name/resource/default/faults--orders';

jest.setTimeout(1_800_000);

async function until<T>(what: () => Promise<T | false | undefined>) {
  const end = Date.now() + WAIT_MS;
  for (;;) {
    const found = await what();
    if (found) {
      return found;
    }
    if (Date.now() > end) {
      throw new Error('It did not come in time');
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/** One ledger in PostgreSQL, one catalog, one folder of databases. */
describe('two backends behind a balancer', () => {
  const token = randomBytes(16).toString('hex');
  let postgres: TestPostgres | undefined;
  let folder: string;
  let backends: SlimBackend[] = [];
  let balancer: Balancer;

  beforeAll(async () => {
    postgres = await startPostgres();
    if (!postgres) {
      throw new Error('There is no PostgreSQL to be had');
    }
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'dbaas-two-'));
    await fs.chmod(folder, 0o755);
    balancer = await startBalancer(() =>
      backends.filter(b => b.isReady).map(b => b.url),
    );
    const make = (name: string) =>
      SlimBackend.create(folder, {
        name,
        token,
        entry: 'withCatalog',
        baseUrl: balancer.url,
        ports: { from: 25300, to: 25399 },
        database: { client: 'pg', connection: postgres?.url ?? '' },
        config: {
          catalog: {
            processingInterval: { seconds: 2 },
            providers: {
              dbaas: {
                schedule: {
                  frequency: { seconds: 2 },
                  timeout: { minutes: 1 },
                  initialDelay: { seconds: 1 },
                },
              },
            },
          },
        },
      });
    backends = [await make('one'), await make('other')];
    // One after the other: the catalog's own migrations do not wait for each
    // other as ours do.
    for (const backend of backends) {
      await backend.start();
    }
  });

  afterAll(async () => {
    await Promise.all(backends.map(b => b.stop()));
    await balancer?.stop();
    await postgres?.stop();
    await fs.rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const call = <T>(
    method: string,
    pathname: string,
    body?: unknown,
    key?: string,
  ) =>
    ask<T>(method, `${balancer.url}/api/dbaas/v1${pathname}`, {
      token,
      body,
      key,
    });

  /** To both at the same moment, as an impatient client's repetition is. */
  const callBoth = async <T>(pathname: string, body: unknown, key: string) => {
    const answers = await Promise.all(
      backends.map(b => b.post<T>(pathname, body, key)),
    );
    expect(answers.map(a => a.status)).toEqual([202, 202]);
    return answers.map(a => a.body);
  };

  const succeeded = (id: string) =>
    until(async () => {
      const { body } = await call<OperationDetail>('GET', `/operations/${id}`);
      if (body.state === 'failed' || body.state === 'cancelled') {
        throw new Error(JSON.stringify(body));
      }
      return body.state === 'succeeded' && body;
    });

  const frames = async (
    backend: string,
    uid: string,
    body: { id: string; statement: string },
  ) => {
    const response = await fetch(
      `${backend}/api/dbaas/v1/instances/${uid}/statements`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      },
    );
    const lines = (await response.text()).trim().split('\n');
    return lines.map(line => JSON.parse(line));
  };

  /** Asked for again and again: once it is there, it stays until it goes. */
  const watchEntity = () => {
    const seen: number[] = [];
    let isOver = false;
    const over = (async () => {
      while (!isOver) {
        const answer = await ask('GET', `${balancer.url}${ENTITY}`, { token });
        // While nobody is ready nothing is said about the entity.
        if (answer.status < 500 && seen.at(-1) !== answer.status) {
          seen.push(answer.status);
        }
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    })();
    return {
      seen,
      stop: async () => {
        isOver = true;
        await over;
      },
    };
  };

  it('are as one', async () => {
    const entity = watchEntity();
    try {
      const made = await callBoth<Created>(
        '/instances',
        requestOf('orders'),
        'create',
      );
      expect(made[1].uid).toBe(made[0].uid);
      const { uid } = made[0];
      await succeeded(made[0].operation.id);
      expect(await membersIn(path.join(folder, 'local'))).toHaveLength(1);

      for (const backend of backends) {
        const { record } = await until(async () => {
          const { body } = await backend.get<InstanceDetail>(
            `/instances/${uid}`,
          );
          return body.status?.health === 'green' && body;
        });
        expect(record.phase).toBe('active');
        const { body } = await backend.get<InstanceList>('/instances');
        expect(body.items.map(i => i.record.uid)).toEqual([uid]);
      }
      await until(async () => entity.seen.includes(200));

      for (const backend of backends) {
        const answer = await frames(backend.url, uid, {
          id: randomUUID(),
          statement: 'select 41 + 1',
        });
        expect(answer.find(f => f.type === 'rows')?.rows).toEqual([['42']]);
      }
      // Run by the one, cancelled by way of the other.
      const id = randomUUID();
      const slow = frames(backends[0].url, uid, {
        id,
        statement: 'select pg_sleep(500)',
      });
      await until(async () => {
        const { status } = await ask(
          'DELETE',
          `${backends[1].url}/api/dbaas/v1/instances/${uid}/statements/${id}`,
          { token },
        );
        return status === 204;
      });
      expect((await slow).at(-1)).toMatchObject({ type: 'error' });

      const reveal = () =>
        call<RevealedCredential>(
          'POST',
          `/instances/${uid}/secrets/app/reveal`,
        );
      const before = (await reveal()).body;
      const rotations = await callBoth<Operation>(
        `/instances/${uid}/operations`,
        { kind: 'rotate-password', input: { user: 'app' } },
        'rotate',
      );
      expect(rotations[1].id).toBe(rotations[0].id);
      await succeeded(rotations[0].id);
      const after = (await reveal()).body;
      expect(after.password).not.toBe(before.password);
      expect(after.previous).toBe(before.password);

      // The one that runs the servers dies in the middle of a restart.
      const restart = await call<Operation>(
        'POST',
        `/instances/${uid}/operations`,
        { kind: 'restart' },
        'restart',
      );
      expect(restart.status).toBe(202);
      await backends[await leader()].kill();
      await succeeded(restart.body.id);
      expect(await membersIn(path.join(folder, 'local'))).toHaveLength(1);
      expect(entity.seen.filter(status => status === 200)).toHaveLength(1);
      await Promise.all(backends.filter(b => !b.isAlive).map(b => b.start()));

      const gone = await callBoth<Operation>(
        `/instances/${uid}/operations`,
        deletionOf('orders'),
        'delete',
      );
      expect(gone[1].id).toBe(gone[0].id);
      await succeeded(gone[0].id);
      await until(async () => entity.seen.at(-1) === 404);
      expect(await tracesIn(path.join(folder, 'local'))).toEqual(NO_TRACES);
      for (const backend of backends) {
        await until(async () => {
          const { body } = await backend.get<InstanceList>('/instances');
          return body.items.length === 0;
        });
      }
    } finally {
      await entity.stop();
    }
    // It came once and went once.
    expect(entity.seen).toEqual([404, 200, 404]);
    expect(balancer.counts.every(count => count > 0)).toBe(true);
    expect(balancer.counts).toHaveLength(2);
  });

  /** Which of them holds the folder: by the process that its lock names. */
  async function leader(): Promise<number> {
    const lock = path.join(folder, 'local', 'lock');
    const generations = (await fs.readdir(lock)).sort();
    const texts = await Promise.all(
      generations.map(name => fs.readFile(path.join(lock, name), 'utf8')),
    );
    const index = backends.findIndex(({ pid }) =>
      texts.at(-1)?.includes(`"pid":${pid},`),
    );
    expect(index).toBeGreaterThanOrEqual(0);
    return index;
  }
});
