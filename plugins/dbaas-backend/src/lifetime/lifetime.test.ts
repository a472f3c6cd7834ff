import { mockServices } from '@backstage/backend-test-utils';
import { InstanceSpec, Operation } from '@dbaas-portal/plugin-dbaas-common';
import { Knex } from 'knex';
import { AuditEntry } from '../audit/AuditLog';
import { TestDatabase, TestDatabaseServer } from '../__testUtils__/databases';
import { ownOperations } from '../__testUtils__/ownOperations';
import {
  ALICE,
  makeInstance,
  TestBench,
  until,
} from '../__testUtils__/TestBench';
import { Core } from '../Core';
import { LIFETIME_ACTOR, LifetimeSweep } from './LifetimeSweep';
import { NoticeStore } from './NoticeStore';
import { Notifier } from '../notifications/Notifier';

jest.setTimeout(240_000);

const DAY = 24 * 3600 * 1000;

describe('lifetimes', () => {
  const databases = new TestDatabaseServer();
  let database: TestDatabase;
  let bench: TestBench;
  let core: Core;
  let knex: Knex;
  let sent: Array<{ to: string[]; title: string }>;
  let audited: AuditEntry[];

  const sweeper = () => {
    const notifications = {
      send: async (options: {
        recipients: { type: string; entityRef?: string | string[] };
        payload: { title: string };
      }) => {
        sent.push({
          to: [options.recipients.entityRef ?? []].flat(),
          title: options.payload.title,
        });
      },
    };
    const logger = mockServices.logger.mock();
    const notices = new NoticeStore(knex);
    const operations = ownOperations(core, notices, LIFETIME_ACTOR, audited);
    return new LifetimeSweep({
      index: core.index,
      operations,
      notices,
      notifier: new Notifier({ notifications, index: core.index, logger }),
      logger,
    });
  };

  beforeEach(async () => {
    const made = await databases.make('SQLite');
    if (!made) {
      throw new Error('No database');
    }
    database = made;
    bench = new TestBench(database);
    ({ core, knex } = await bench.backend());
    sent = [];
    audited = [];
  });
  afterEach(() => bench.stop());
  afterAll(() => databases.stop());

  const inDays = (days: number) => new Date(Date.now() + days * DAY);

  const make = (changes: Partial<InstanceSpec> = {}) =>
    makeInstance(core, {
      lifetime: { expiresAt: inDays(30).toISOString(), graceDays: 7 },
      ...changes,
    });

  const operations = async (uid: string): Promise<Operation[]> => {
    const list = await core.operations.list(
      { instance: uid },
      {
        actor: 'x',
        credentials: await mockServices.auth().getNoneCredentials(),
      },
      'all',
    );
    return list.items.filter(o => o.kind !== 'create');
  };

  const settled = async (uid: string) =>
    until(async () => {
      const all = await operations(uid);
      return all.every(o => o.state === 'succeeded') && all;
    });

  it('warns once at 14, 3 and 1 days, then stops, then deletes', async () => {
    const uid = await make();
    const [one, other] = [sweeper(), sweeper()];
    const both = async (days: number) => {
      await Promise.all([one.run(inDays(days)), other.run(inDays(days))]);
      await one.run(inDays(days));
    };
    await both(10);
    expect(sent).toEqual([]);
    await both(17);
    await both(20);
    await both(27.5);
    await both(29.5);
    expect(sent.map(s => s.title.split(' · ')[0])).toEqual([
      'orders ends in 13 days',
      'orders ends in 3 days',
      'orders ends in 1 day',
    ]);
    expect(sent[0].to).toEqual(['group:default/shop']);
    expect(await operations(uid)).toEqual([]);

    await both(31);
    expect(await settled(uid)).toMatchObject([
      { kind: 'stop', actor: LIFETIME_ACTOR },
    ]);
    expect(sent).toHaveLength(4);
    await until(() => core.index.get(uid)?.record.spec.running === false);
    await both(36);
    expect(await operations(uid)).toHaveLength(1);
    await both(38);
    await until(() => core.index.get(uid) === undefined);
    expect((await operations(uid)).map(o => o.kind)).toEqual([
      'delete',
      'stop',
    ]);
    expect(audited.map(a => a.action)).toEqual([
      'instance-stop',
      'instance-delete',
    ]);
    expect(bench.world.servers.get(uid)).toBeUndefined();
  });

  it('keeps what is protected', async () => {
    const uid = await make({ protected: true });
    await sweeper().run(inDays(60));
    await settled(uid);
    await sweeper().run(inDays(61));
    expect((await settled(uid)).map(o => o.kind)).toEqual(['stop']);
  });

  it('locks users whose time is over, once', async () => {
    const uid = await makeInstance(core);
    const input = {
      user: 'guest',
      grants: [],
      validUntil: inDays(2).toISOString(),
    };
    await core.instances.startOperation(
      uid,
      { kind: 'create-user', input },
      {},
      ALICE,
    );
    await settled(uid);
    await until(() => core.index.get(uid)?.record.spec.users.length === 2);
    await sweeper().run(inDays(1));
    expect(await operations(uid)).toHaveLength(1);
    await Promise.all([sweeper().run(inDays(3)), sweeper().run(inDays(3))]);
    expect((await settled(uid)).map(o => o.kind)).toEqual([
      'alter-user',
      'create-user',
    ]);
    await until(() =>
      core.index
        .get(uid)
        ?.record.spec.users.some(u => u.name === 'guest' && u.locked),
    );
    await sweeper().run(inDays(4));
    expect(await operations(uid)).toHaveLength(2);
  });

  it('goes on when one instance refuses', async () => {
    await make({ name: 'stubborn' });
    const uid = await make({ name: 'willing' });
    const start = core.instances.startOperation.bind(core.instances);
    jest
      .spyOn(core.instances, 'startOperation')
      .mockImplementation(async (id, ...rest) => {
        if (id !== uid) {
          throw new Error('busy');
        }
        return start(id, ...rest);
      });
    await sweeper().run(inDays(31));
    expect((await settled(uid)).map(o => o.kind)).toEqual(['stop']);
  });
});
