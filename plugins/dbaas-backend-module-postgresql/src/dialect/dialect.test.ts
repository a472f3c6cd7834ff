import {
  firstKeyword,
  quoteIdentifier,
  quoteLiteral,
  splitStatements,
} from '.';

describe('dialect', () => {
  it('quotes whatever a name or a text holds', () => {
    expect(quoteIdentifier('a"; DROP TABLE x; --')).toBe(
      '"a""; DROP TABLE x; --"',
    );
    expect(quoteLiteral("it's")).toBe("'it''s'");
    expect(quoteLiteral("a\\'b")).toBe("E'a\\\\''b'");
    expect(() => quoteIdentifier('')).toThrow();
    expect(() => quoteIdentifier('库'.repeat(22))).toThrow('63 bytes');
    expect(() => quoteLiteral('a\0b')).toThrow();
  });

  it.each([
    ['SELECT 1; SELECT 2', ['SELECT 1', 'SELECT 2']],
    ["SELECT ';'; SELECT E'\\';'", ["SELECT ';'", "SELECT E'\\';'"]],
    ['SELECT ";" ;', ['SELECT ";"']],
    ['DO $x$ ; $$ ; $x$; SELECT $1', ['DO $x$ ; $$ ; $x$', 'SELECT $1']],
    ['/* a /* ; */ ; */ SELECT 1 -- ;\n;', ['SELECT 1 -- ;']],
    ['-- only a comment\n; ;', []],
    [
      'CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3',
      ['CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)', 'SELECT 3'],
    ],
    [
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3',
      [
        'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END',
        'SELECT 3',
      ],
    ],
    ["SELECT 'open; SELECT 2", ["SELECT 'open; SELECT 2"]],
  ])('splits %s', (script, expected) => {
    const statements = splitStatements(script);
    expect(statements.map(s => s.text)).toEqual(expected);
    for (const { text, offset } of statements) {
      expect(script.slice(offset, offset + text.length)).toBe(text);
    }
  });

  it('finds the first word behind comments and parentheses', () => {
    expect(firstKeyword('/* x */ -- y\n (select 1)')).toBe('SELECT');
    expect(firstKeyword('  ')).toBeUndefined();
  });
});
