import { mockServices } from '@backstage/backend-test-utils';
import {
  InstanceStatus,
  OperationDetail,
} from '@dbaas-portal/plugin-dbaas-common';
import { Binding, Upkeep } from '@dbaas-portal/plugin-dbaas-node';
import { fakeBinding } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { TestDatabaseServer } from '../__testUtils__/databases';
import { ownOperations } from '../__testUtils__/ownOperations';
import {
  ALICE,
  ended,
  makeInstance,
  TestBackend,
  TestBench,
  until,
} from '../__testUtils__/TestBench';
import { NoticeStore } from '../lifetime/NoticeStore';
import { UPKEEP_ACTOR, UpkeepWatch } from './UpkeepWatch';

jest.setTimeout(240_000);

const MINUTE = 60_000;
const needed: Upkeep = {
  kind: 'restart',
  reason: { code: 'test', text: { en: 'It ended', zh: '已结束' } },
};

describe('upkeep', () => {
  const databases = new TestDatabaseServer();
  let bench: TestBench;
  let one: TestBackend;
  let other: TestBackend;
  let said: Upkeep | undefined;
  let asked: InstanceStatus[];
  let uid: string;
  let began: number;

  const watchOf = ({ core, knex }: TestBackend) =>
    new UpkeepWatch({
      index: core.index,
      registry: core.registry,
      operations: ownOperations(core, new NoticeStore(knex), UPKEEP_ACTOR),
      logger: mockServices.logger.mock(),
    });
  const restarts = async () => {
    const { items } = await one.core.operations.list(
      { instance: uid, kind: ['restart'] },
      ALICE,
    );
    return items;
  };
  const at = (minutes: number) => new Date(began + minutes * MINUTE);

  beforeEach(async () => {
    const database = await databases.make('SQLite');
    if (!database) {
      throw new Error('No database');
    }
    bench = new TestBench(database);
    said = needed;
    asked = [];
    const binding: Binding = {
      ...fakeBinding(),
      upkeep: (_, status) => {
        asked.push(status);
        return said;
      },
    };
    one = await bench.backend({ bindings: [binding] });
    other = await bench.backend({ bindings: [binding] });
    uid = await makeInstance(one.core);
    began = Math.floor(Date.now() / (30 * MINUTE)) * 30 * MINUTE;
  });
  afterEach(() => bench.stop());
  afterAll(() => databases.stop());

  const breakIt = async () => {
    for (const member of bench.world.serversOf(uid).keys()) {
      bench.world.kill(uid, member);
    }
    const isRed = ({ core }: TestBackend) =>
      until(() => core.index.get(uid)?.status.health === 'red');
    await Promise.all([one, other].map(isRed));
  };

  it('leaves alone what is well', async () => {
    await watchOf(one).look(at(0));
    await watchOf(one).look(at(2));
    expect(asked).toEqual([]);
    expect(await restarts()).toEqual([]);
  });

  it('does, after a while and once, what nobody else does', async () => {
    await breakIt();
    const watches = [watchOf(one), watchOf(other)];
    for (const watch of watches) {
      await watch.look(at(0));
    }
    expect(await restarts()).toEqual([]);
    await Promise.all(watches.map(watch => watch.look(at(1))));
    const [first, ...more] = await restarts();
    expect(more).toEqual([]);
    expect(first).toMatchObject({ actor: UPKEEP_ACTOR, kind: 'restart' });
    const end: OperationDetail = await ended(one.core, first.id);
    expect(['succeeded', 'failed']).toContain(end.state);
    await Promise.all(watches.map(watch => watch.look(at(3))));
    expect(await restarts()).toHaveLength(1);
  });

  it('begins to count anew when it was not needed for a moment', async () => {
    await breakIt();
    const watch = watchOf(one);
    await watch.look(at(0));
    said = undefined;
    await watch.look(at(1));
    said = needed;
    await watch.look(at(2));
    expect(await restarts()).toEqual([]);
  });
});
