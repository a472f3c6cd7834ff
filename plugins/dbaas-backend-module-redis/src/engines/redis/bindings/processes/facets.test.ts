import { spec } from '../../../../__testUtils__/bench';
import { facets } from './facets';

describe('what a local instance can do', () => {
  const offered = (running: boolean) =>
    facets(spec({ running, topology: 'sentinel', members: 2 }))
      .operations.filter(o => o.offered)
      .map(o => o.kind)
      .sort();

  it('depends on whether it runs', () => {
    expect(offered(false)).toEqual(['create', 'delete', 'start']);
    expect(offered(true)).not.toContain('start');
    expect(offered(true)).toEqual(
      expect.arrayContaining(['stop', 'restart', 'scale', 'switchover']),
    );
  });

  it('has no databases with names, whatever its state', () => {
    const { operations } = facets(spec({}));
    expect(operations.find(o => o.kind === 'create-database')).toMatchObject({
      offered: false,
      reason: { code: 'no-databases' },
    });
  });
});
