import {
  addFrames,
  countLines,
  matching,
  NO_ROWS,
  placeOf,
  reconnected,
} from './rows';

const lines = (...texts: string[]) => ({
  type: 'lines' as const,
  lines: texts.map(text => ({ text })),
});
const reason = { code: 'x', text: { en: 'Gone', zh: '已不存在' } };

describe('rows', () => {
  it('keep the newest, with ids that go on', () => {
    const first = addFrames(NO_ROWS, [lines('a', 'b', 'c')], 4);
    const next = addFrames(first, [lines('d'), { type: 'notice', reason }], 4);
    expect(next.rows.map(row => row.id)).toEqual([1, 2, 3, 4]);
    expect(next.count).toBe(5);
    expect(countLines(next.rows)).toBe(3);
    // Nothing new is nothing to draw.
    expect(addFrames(next, [{ type: 'alive' }, { type: 'end' }]).rows).toBe(
      next.rows,
    );
    expect(placeOf(next.rows, 3)).toBe(2);
    expect(placeOf(next.rows, 0)).toBe(0);
    const again = addFrames(reconnected(next), [lines('d')]);
    expect(again.rows.map(row => row.id)).toEqual([5, 6]);
  });

  it('match by what is shown and by what was written, notes always', () => {
    const { rows } = addFrames(NO_ROWS, [
      { type: 'lines', lines: [{ text: 'Short', raw: '{"pod":"a"}' }] },
      lines('other'),
      { type: 'notice', reason },
    ]);
    expect(matching(rows, ' SHORT ').map(row => row.id)).toEqual([0, 2]);
    expect(matching(rows, '"pod"').map(row => row.id)).toEqual([0, 2]);
    expect(matching(rows, '')).toBe(rows);
  });
});
