import { postgresql } from '../../descriptor';
import { Corridor } from '../../../../__testUtils__/Corridor';
import { rowsOf, specOf } from '../../../../__testUtils__/shapes';

jest.setTimeout(600_000);

describe('every version that is here', () => {
  let corridor: Corridor;
  beforeEach(async () => {
    corridor = await Corridor.open();
  });
  afterEach(async () => {
    await corridor.close();
  });

  it.each(postgresql.versions.map(v => v.id))(
    'replicates and switches over: %s',
    async version => {
      const found = (await corridor.harness.detection()).versions.find(
        v => v.id === version,
      );
      const here = found?.availability.available === true;
      // What is not here must say so, and what to do about it.
      expect(Boolean(found?.availability.reason?.cure)).toBe(!here);
      if (!here) {
        return;
      }
      await corridor.harness.create(
        specOf({ version, topology: 'replication', members: 2 }),
      );
      await corridor.walk('switchover', corridor.spec);
      const session = await corridor.connect('user-app', 'shop');
      const [[running]] = await rowsOf(session, 'SHOW server_version');
      await session.close();
      const status = await corridor.status();
      expect(running?.split('.')[0]).toBe(version);
      expect(status.health).toBe('green');
      expect(status.members[1].role).toBe('primary');
      await corridor.walk('delete', corridor.spec);
    },
  );
});
