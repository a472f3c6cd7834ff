import { fingerprintOf, normalizeStatement } from './fingerprint';

describe('the fingerprint', () => {
  it('is the same for the same shape, whatever the values', () => {
    const a = fingerprintOf(
      `SELECT * FROM t WHERE a = 'x' AND b IN (1, 2)`,
      'sql',
    );
    const b = fingerprintOf(
      `select *  from t -- c\n where a='y''z' and b in (3)`,
      'sql',
    );
    expect(a.verb).toBe('select');
    expect(normalizeStatement(`where a='y''z'`)).toBe('where a=?');
    expect(
      fingerprintOf(`select * from t where a = 'q' and b in (9)`, 'sql'),
    ).toEqual(a);
    expect(b.verb).toBe('select');
    expect(fingerprintOf('select * from u', 'sql')).not.toEqual(a);
  });

  it.each([
    `insert into t values ('hunter2')`,
    `insert into t values ('unfinished hunter2`,
    `insert into t values (E'it\\'s hunter2')`,
    `insert into t values ("hunter2")`,
    'insert into t values ($tag$ hunter2 $tag$)',
    'insert into t values ($$ hunter2',
    'insert into t values (1) -- hunter2',
    'insert into t values (1) /* hunter2',
    'insert into t values (0xhunter2)',
  ])('keeps no value of %s', statement => {
    expect(normalizeStatement(statement)).not.toContain('hunter2');
  });

  it('takes only the first word of commands', () => {
    const a = fingerprintOf('SET user:1 hunter2', 'command');
    expect(a).toEqual(fingerprintOf('set other thing', 'command'));
    expect(a.verb).toBe('set');
  });
});
