import { firstKeyword, quoteIdentifier, quoteLiteral } from '.';

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

  it('finds the first word behind comments and parentheses', () => {
    expect(firstKeyword('/* x */ -- y\n (select 1)')).toBe('SELECT');
    expect(firstKeyword('/* a /* nested */ b */ copy t')).toBe('COPY');
    expect(firstKeyword('-- only a comment')).toBeUndefined();
    expect(firstKeyword('  ')).toBeUndefined();
  });
});
