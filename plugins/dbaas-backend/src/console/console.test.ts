import { mockServices } from '@backstage/backend-test-utils';
import { Instance, StatementFrame } from '@dbaas-portal/plugin-dbaas-common';
import { Credential } from '@dbaas-portal/plugin-dbaas-node';
import {
  fakeBinding,
  fakeEngine,
  FakePlatform,
  fakeSpec,
  FakeWorld,
} from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import {
  DatabaseKind,
  TestDatabase,
  TestDatabaseServer,
} from '../__testUtils__/databases';
import { SlowDriver } from '../__testUtils__/SlowDriver';
import { ALICE, until } from '../__testUtils__/TestBench';
import { DefaultConsoleService } from './DefaultConsoleService';
import { StatementStore } from './StatementStore';

const UID = 'u1';

const databases = new TestDatabaseServer();
afterAll(() => databases.stop());

jest.setTimeout(240_000);

describe.each<DatabaseKind>(['SQLite', 'PostgreSQL'])(
  'the console, its statements in %s',
  kind => {
    let database: TestDatabase;
    let knex: Knex;
    let driver: SlowDriver;
    let world: FakeWorld;
    let instance: Instance;

    beforeEach(async () => {
      const made = await databases.make(kind);
      if (!made) {
        throw new Error(`There is no ${kind} here`);
      }
      database = made;
      knex = await database.open();
      driver = new SlowDriver();
      world = new FakeWorld();
      const login = { username: 'c', password: 'secret' };
      world.secrets.set(
        UID,
        new Map<string, Credential>([
          ['console-read', login],
          ['console-write', { ...login, username: 'w' }],
          ['admin', { ...login, username: 'a' }],
          ['user-app', { username: 'app', password: 'p', previous: 'o' }],
        ]),
      );
      instance = {
        record: {
          uid: UID,
          revision: 1,
          spec: fakeSpec(),
          incarnation: 'i',
          phase: 'active',
          createdAt: '',
          createdBy: '',
        },
        status: {
          health: 'green',
          reasons: [],
          members: [],
          endpoints: [{ role: 'rw', host: 'h', port: 1, tls: false }],
          observedAt: '',
        },
      };
    });
    afterEach(() => database.drop());

    /** One backend; several share the world and the database. */
    let platform: FakePlatform;
    const service = async (
      limits: { perUser?: number; perInstance?: number } = {},
    ) => {
      const logger = mockServices.logger.mock();
      platform = new FakePlatform(world);
      const registry = new DefaultRegistry(
        {
          engines: [fakeEngine()],
          bindings: [fakeBinding()],
          drivers: [driver],
          platforms: [platform],
        },
        {},
        logger,
      );
      await registry.refresh();
      return new DefaultConsoleService({
        index: {
          all: () => [instance],
          get: uid => (uid === UID ? instance : undefined),
          evidence: () => undefined,
          scope: () => undefined,
          scopeOf: () => {
            throw new Error('not asked');
          },
          tenants: () => [],
          tenant: () => undefined,
          tenantScope: () => undefined,
          silence: () => undefined,
          revision: () => '1',
          onChange: () => () => {},
        },
        registry,
        statements: new StatementStore(knex),
        logger,
        limits: {
          defaultRows: 1000,
          maxRows: 5000,
          maxBytes: 1024,
          defaultTimeoutSeconds: 30,
          maxTimeoutSeconds: 60,
          perUser: 2,
          perInstance: 20,
          ...limits,
        },
      });
    };

    const collect = async (frames: AsyncIterable<StatementFrame>) => {
      const all: StatementFrame[] = [];
      for await (const frame of frames) {
        all.push(frame);
      }
      return all;
    };

    const run = (
      console: DefaultConsoleService,
      statement: string,
      more: { id?: string; mode?: 'read' | 'write'; maxRows?: number } = {},
      signal = new AbortController().signal,
      caller = ALICE,
    ) =>
      collect(
        console.run(
          UID,
          { id: randomUUID(), statement, ...more },
          { signal },
          caller,
        ),
      );

    it('uses the login of the mode, names the person and keeps the bounds', async () => {
      const console = await service();
      const frames = await run(console, 'select 1', { maxRows: 99999 });
      expect(frames.map(f => f.type)).toEqual(['columns', 'end']);
      expect(frames[1].milliseconds).toEqual(expect.any(Number));
      await run(console, 'update', { mode: 'write' });
      expect(driver.connects.map(c => c.credential.username)).toEqual([
        'c',
        'w',
      ]);
      expect(driver.connects[0]).toMatchObject({
        applicationName: 'dbaas user:default/alice',
        database: 'app',
      });
      expect(driver.runs).toEqual([
        { readOnly: true, maxRows: 5000, maxBytes: 1024, timeoutMs: 30000 },
        { readOnly: false, maxRows: 1000, maxBytes: 1024, timeoutMs: 30000 },
      ]);
      expect(driver.closed).toBe(2);
      expect(await knex('statements')).toEqual([]);
    });

    it('is cancelled from another backend, by its own person only', async () => {
      const [one, other] = [await service(), await service()];
      const id = randomUUID();
      const running = run(one, 'wait', { id });
      await until(() => driver.waiting === 1);
      const bob = { ...ALICE, actor: 'user:default/bob' };
      await expect(other.cancel(UID, id, bob)).rejects.toMatchObject({
        code: 'not-found',
      });
      expect(driver.cancelled).toEqual([]);
      await other.cancel(UID, id, ALICE);
      expect((await running).at(-1)).toMatchObject({
        type: 'error',
        code: '57014',
      });
      expect(await knex('statements')).toEqual([]);
      const again = randomUUID();
      const second = run(one, 'wait', { id: again });
      await until(() => driver.waiting === 2);
      await other.cancel(UID, again, bob, { ofAnyone: true });
      expect((await second).at(-1)?.type).toBe('error');
    });

    it('is cancelled on the server when its client goes away', async () => {
      const console = await service();
      const client = new AbortController();
      const running = run(console, 'wait', {}, client.signal);
      await until(() => driver.waiting === 1);
      client.abort();
      await running;
      expect(driver.cancelled).toEqual(['p1']);
      expect(driver.closed).toBe(1);
    });

    it('bounds what one person and what all run at once, over backends', async () => {
      const [one, other] = [await service(), await service({ perInstance: 3 })];
      const client = new AbortController();
      const first = [1, 2].map(() => run(one, 'wait', {}, client.signal));
      await until(() => driver.waiting === 2);
      await expect(run(other, 'select 1')).rejects.toMatchObject({
        status: 429,
        params: { reason: 'too-many-of-actor', maximum: 2 },
      });
      const people = ['bob', 'eve'].map(name => ({
        ...ALICE,
        actor: `user:default/${name}`,
      }));
      const third = run(other, 'wait', {}, client.signal, people[0]);
      await until(() => driver.waiting === 3);
      await expect(
        run(other, 'select 1', {}, client.signal, people[1]),
      ).rejects.toMatchObject({ params: { reason: 'too-many-of-instance' } });
      client.abort();
      await Promise.all([...first, third]);
      expect(await knex('statements')).toEqual([]);
    });

    it('takes an id once', async () => {
      const console = await service();
      const client = new AbortController();
      const id = randomUUID();
      const running = run(console, 'wait', { id }, client.signal);
      await until(() => driver.waiting === 1);
      await expect(run(console, 'select 1', { id })).rejects.toMatchObject({
        field: 'id',
      });
      client.abort();
      await running;
    });

    it('says what is missing, and not how it failed to connect', async () => {
      const console = await service();
      jest
        .spyOn(driver, 'connect')
        .mockRejectedValueOnce(new Error('connect ECONNREFUSED 10.0.0.7:5432'));
      const failed = run(console, 'select 1');
      await expect(failed).rejects.toMatchObject({
        params: { reason: 'not-connected' },
      });
      await expect(failed).rejects.not.toThrow('10.0.0.7');
      jest
        .spyOn(platform, 'reach')
        .mockRejectedValueOnce(
          new Error('No pod stands ready behind 10.0.0.7'),
        );
      await expect(run(console, 'select 1')).rejects.toMatchObject({
        params: { reason: 'not-connected' },
      });
      world.secrets.get(UID)?.delete('console-read');
      await expect(run(console, 'select 1')).rejects.toMatchObject({
        code: 'not-offered',
        params: { reason: 'no-console-login' },
      });
      instance.record.spec.running = false;
      await expect(run(console, 'select 1')).rejects.toMatchObject({
        code: expect.stringMatching('not-running|not-offered'),
      });
    });

    it('lists the users of people, and no login of the portal', async () => {
      const console = await service();
      const { users } = await console.accounts(UID, ALICE);
      expect(users.map(u => u.name)).toEqual(['app', 'by-hand']);
    });

    it('reveals users of the record, and nothing else', async () => {
      const console = await service();
      expect(await console.reveal(UID, 'app')).toEqual({
        username: 'app',
        password: 'p',
        previous: 'o',
      });
      for (const name of [
        'admin',
        'console-read',
        'console-write',
        'replication',
      ]) {
        await expect(console.reveal(UID, name)).rejects.toMatchObject({
          code: 'not-found',
        });
      }
    });
  },
);
