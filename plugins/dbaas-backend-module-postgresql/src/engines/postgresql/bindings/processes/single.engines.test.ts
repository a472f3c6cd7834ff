import { Corridor } from '../../../../__testUtils__/Corridor';
import { rowsOf, specOf } from '../../../../__testUtils__/shapes';

jest.setTimeout(180_000);

describe('one server on this machine', () => {
  let corridor: Corridor;
  beforeAll(async () => {
    corridor = await Corridor.open();
  });
  afterAll(async () => {
    await corridor.close();
  });

  it('is made, used by its user, and deleted without a rest', async () => {
    await corridor.walk('create', specOf());
    const status = await corridor.status();
    expect(status).toMatchObject({ health: 'green', reasons: [] });
    const app = await corridor.connect('user-app', 'shop');
    await rowsOf(app, 'CREATE TABLE item (id int PRIMARY KEY, name text)');
    await rowsOf(app, "INSERT INTO item VALUES (1, '苹果')");
    expect(await rowsOf(app, 'SELECT * FROM item')).toEqual([['1', '苹果']]);
    await app.close();
    await corridor.walk('delete', corridor.spec);
    expect((await corridor.evidence()).resources).toEqual([]);
  });
});
