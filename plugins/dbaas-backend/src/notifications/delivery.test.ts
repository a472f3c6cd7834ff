import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import {
  NotificationService,
  notificationService,
} from '@backstage/plugin-notifications-node';
import request from 'supertest';
import { TestDatabase, TestDatabaseServer } from '../__testUtils__/databases';
import { ownOperations } from '../__testUtils__/ownOperations';
import {
  ALICE,
  ended,
  makeInstance,
  requestOf,
  TestBench,
  until,
} from '../__testUtils__/TestBench';
import { LIFETIME_ACTOR, LifetimeSweep } from '../lifetime/LifetimeSweep';
import { NoticeStore } from '../lifetime/NoticeStore';
import { notifyEndedOperations } from './endedOperations';
import { Notifier } from './Notifier';

jest.setTimeout(240_000);

const DAY = 24 * 3600 * 1000;
const LINK = '/catalog/default/resource/shop--orders';

const person = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { memberOf: ['shop'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/shop' }],
});

/** The tenant's owner is a group: its people are told. */
const ENTITIES: Entity[] = [
  person('alice'),
  person('olga'),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'shop', namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: ['alice', 'olga'].map(name => ({
      type: 'hasMember',
      targetRef: `user:default/${name}`,
    })),
  },
];

type Shown = {
  payload: { title: string; description?: string; link?: string };
};

describe('notifications, by the portal’s own plugin', () => {
  const databases = new TestDatabaseServer();
  afterAll(() => databases.stop());

  let database: TestDatabase;
  let bench: TestBench;
  let portal: Awaited<ReturnType<typeof startTestBackend>>;
  let notifications: NotificationService;

  beforeEach(async () => {
    const made = await databases.make('SQLite');
    if (!made) {
      throw new Error('No database');
    }
    database = made;
    bench = new TestBench(database);
    portal = await startTestBackend({
      features: [
        notificationsPlugin,
        catalogServiceMock.factory({ entities: ENTITIES }),
        mockServices.rootConfig.factory({
          data: { app: { baseUrl: 'http://portal.example' } },
        }),
        createBackendModule({
          pluginId: 'notifications',
          moduleId: 'sender',
          register: ({ registerInit }) =>
            registerInit({
              deps: { service: notificationService, _: coreServices.logger },
              init: async ({ service }) => {
                notifications = service;
              },
            }),
        }),
      ],
    });
  });
  afterEach(async () => {
    await bench.stop();
    await portal.stop();
  });

  /** A backend with everything that tells; several share database and world. */
  const backend = async () => {
    const { core, knex } = await bench.backend();
    const logger = mockServices.logger.mock();
    const notices = new NoticeStore(knex);
    const notifier = new Notifier({ notifications, index: core.index, logger });
    notifyEndedOperations(core.onOperation, { notifier, notices, logger });
    const sweep = new LifetimeSweep({
      index: core.index,
      operations: ownOperations(core, notices, LIFETIME_ACTOR),
      notices,
      notifier,
      logger,
    });
    return { core, sweep };
  };

  const shownTo = async (name: string): Promise<Shown[]> => {
    const { body } = await request(portal.server)
      .get('/api/notifications/notifications?limit=100')
      .set(
        'Authorization',
        mockCredentials.user.header(`user:default/${name}`),
      );
    return body.notifications;
  };

  /** As each of the two sees them, in both languages. */
  const titles = async (name: string) =>
    (await shownTo(name)).map(n => n.payload.title).sort();

  it('tell who asked and the owners, once, with a link to the database', async () => {
    const [one, other] = [await backend(), await backend()];
    const uid = await makeInstance(one.core, {
      lifetime: {
        expiresAt: new Date(Date.now() + 30 * DAY).toISOString(),
        graceDays: 7,
      },
    });
    const ready = 'orders is ready · orders 已就绪';
    for (const name of ['alice', 'olga']) {
      await until(async () => (await titles(name)).length > 0);
      expect(await titles(name)).toEqual([ready]);
    }
    bench.world.fault({
      step: 'restart',
      how: 'fail',
      error: new Error('The password is hunter2'),
    });
    const failing = await other.core.instances.startOperation(
      uid,
      { kind: 'restart' },
      {},
      ALICE,
    );
    expect((await ended(one.core, failing.id)).state).toBe('failed');
    const failed = 'The restart of orders failed · orders 的重启失败';
    await until(async () => (await titles('olga')).includes(failed));

    const near = new Date(Date.now() + 28.5 * DAY);
    await Promise.all([one.sweep.run(near), other.sweep.run(near)]);
    await one.sweep.run(near);
    const ends = 'orders ends in 2 days · orders 将在 2 天后到期';
    await until(async () => (await titles('olga')).includes(ends));
    for (const name of ['alice', 'olga']) {
      const shown = await shownTo(name);
      expect(shown.map(n => n.payload.title).sort()).toEqual(
        [ready, failed, ends].sort(),
      );
      expect(shown.map(n => n.payload.link)).toEqual([LINK, LINK, LINK]);
      expect(shown.every(n => n.payload.description?.includes(' · '))).toBe(
        true,
      );
      expect(JSON.stringify(shown)).not.toContain('hunter2');
    }
  });

  it('are told by one of two backends that see the same end', async () => {
    const { core } = await backend();
    const sent: string[] = [];
    const logger = mockServices.logger.mock();
    const notices = new NoticeStore(await bench.open());
    const notifier = new Notifier({
      index: core.index,
      logger,
      notifications: {
        send: async ({ payload }) => {
          sent.push(payload.title);
        },
      },
    });
    const { operation } = await core.instances.create(requestOf(), {}, ALICE);
    const done = await ended(core, operation.id);
    const claims = jest.spyOn(notices, 'claim');
    for (let i = 0; i < 3; i++) {
      notifyEndedOperations(
        listener => {
          listener({ ...done, state: 'failed' });
          return () => {};
        },
        { notifier, notices, logger },
      );
    }
    await Promise.all(claims.mock.results.map(result => result.value));
    await until(() => sent.length > 0);
    expect(sent).toEqual(['The creation of orders failed · orders 的创建失败']);
  });
});
