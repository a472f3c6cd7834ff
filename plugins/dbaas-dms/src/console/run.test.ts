import { indexOfPosition, lineAndColumn } from './position';
import { addFrame, endRun, Run, startRun } from './run';
import { newStatementId } from './statementId';

const begin = (): Run =>
  startRun({ id: '1', statement: 'select 1', offset: 0 });

describe('run', () => {
  it('gathers frames until the end', () => {
    const frames = [
      { type: 'notice' as const, text: 'hello' },
      { type: 'columns' as const, columns: [{ name: 'a', dataType: 'int' }] },
      { type: 'rows' as const, rows: [['1'], [null]] },
      { type: 'rows' as const, rows: [['3']] },
      {
        type: 'end' as const,
        command: 'SELECT',
        rowCount: 3,
        truncated: true,
        milliseconds: 5,
      },
    ];
    expect(endRun(frames.reduce(addFrame, begin()))).toMatchObject({
      outcome: 'succeeded',
      notices: ['hello'],
      rows: [['1'], [null], ['3']],
      command: 'SELECT',
      truncated: true,
      milliseconds: 5,
    });
  });

  it('shows the last of several results', () => {
    const columns = [{ name: 'a', dataType: 'int' }];
    const run = [
      { type: 'columns' as const, columns },
      { type: 'rows' as const, rows: [['1']] },
      { type: 'columns' as const, columns },
      { type: 'rows' as const, rows: [['2']] },
    ].reduce(addFrame, begin());
    expect(run.rows).toEqual([['2']]);
  });

  it('bounds what it keeps of notices', () => {
    let run = begin();
    for (let i = 0; i < 1000; i++) {
      run = addFrame(run, { type: 'notice', text: `${i}` });
    }
    expect(run.notices).toHaveLength(200);
  });

  it('tells a refusal, a cancellation, a broken stream and an error apart', () => {
    const frame = { type: 'error' as const, message: 'no', position: 8 };
    expect(addFrame(begin(), frame)).toMatchObject({
      outcome: 'failed',
      failure: { message: 'no', position: 8 },
    });
    const cancelling = { ...begin(), cancelling: true };
    expect(addFrame(cancelling, frame).outcome).toBe('cancelled');
    expect(endRun(cancelling, new Error('aborted')).outcome).toBe('cancelled');
    expect(endRun(begin())).toMatchObject({ outcome: 'failed', broken: true });
    const error = new Error('403');
    expect(endRun(begin(), error)).toMatchObject({ error, broken: false });
  });
});

describe('position', () => {
  it('finds line and column, also behind characters of two units', () => {
    const text = 'select 1,\n  😀x';
    const index = indexOfPosition(text, 14);
    expect(text.slice(index)).toBe('x');
    expect(lineAndColumn(text, index)).toEqual({ line: 2, column: 5 });
    expect(indexOfPosition('ab', 99)).toBe(2);
    expect(lineAndColumn('', 0)).toEqual({ line: 1, column: 1 });
  });
});

describe('newStatementId', () => {
  it('makes random UUIDs of version 4', () => {
    const ids = Array.from({ length: 50 }, newStatementId);
    expect(new Set(ids).size).toBe(50);
    for (const id of ids) {
      expect(id).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }
  });
});
