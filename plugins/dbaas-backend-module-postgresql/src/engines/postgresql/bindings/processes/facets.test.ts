import { specOf } from '../../../../__testUtils__/shapes';
import { facets } from './facets';

describe('what an instance of local processes can do', () => {
  const offered = (running: boolean) =>
    facets(specOf({ running }))
      .operations.filter(o => o.offered)
      .map(o => o.kind);
  const reasonOf = (running: boolean, kind: string) =>
    facets(specOf({ running })).operations.find(o => o.kind === kind)?.reason
      ?.code;

  it('is not to be started while it runs, nor stopped while it stands still', () => {
    expect(offered(true)).toContain('stop');
    expect(reasonOf(true, 'start')).toBe('running');
    expect(offered(false)).toContain('start');
    expect(reasonOf(false, 'stop')).toBe('stopped');
  });

  it('is changed by files alone while it stands still', () => {
    expect(offered(false).sort()).toEqual([
      'create',
      'delete',
      'resize',
      'set-parameters',
      'start',
    ]);
  });

  it('has no replicas to add or to switch to when it is single', () => {
    expect(reasonOf(true, 'scale')).toBe('fixed-members');
    expect(reasonOf(true, 'switchover')).toBe('one-member');
  });
});
