import {
  databaseOfPattern,
  escapeDatabasePattern,
  headOf,
  HIDDEN,
  quoteAccount,
  quoteDatabasePattern,
  quoteIdentifier,
  quoteText,
} from '.';

describe('quoting', () => {
  it.each([
    ['orders', '`orders`'],
    ['a`; DROP DATABASE b', '`a``; DROP DATABASE b`'],
    ["it's", "`it's`"],
  ])('quotes the identifier %s', (name, quoted) => {
    expect(quoteIdentifier(name)).toBe(quoted);
  });

  it.each(['', 'a\0b', 'x'.repeat(65)])('refuses %j as identifier', name => {
    expect(() => quoteIdentifier(name)).toThrow();
  });

  it('quotes texts and accounts', () => {
    expect(quoteText("a'b\\'c")).toBe("'a''b\\\\''c'");
    expect(quoteAccount("x'@'%")).toBe("'x''@''%'@'%'");
    expect(() => quoteText('\0')).toThrow();
    expect(() => quoteAccount('')).toThrow();
  });

  it('takes wildcards out of databases in grants, and back', () => {
    expect(quoteDatabasePattern('a_b%c')).toBe('`a\\_b\\%c`');
    expect(databaseOfPattern(escapeDatabasePattern('a_b%c'))).toBe('a_b%c');
    expect(() => quoteDatabasePattern('a\\_b')).toThrow();
  });
});

describe('the head of a statement', () => {
  it.each([
    ['select 1', ['SELECT']],
    ['  /* set */ -- x\n # y\n ((SELECT a FROM b', ['SELECT', 'A']],
    ['SET /**/ PASSWORD = 1', ['SET', 'PASSWORD']],
    ['--x', []],
    ['--\nKILL 1', ['KILL']],
    ['/*!50000 DROP */ TABLE a', [HIDDEN]],
    ['/*M! DROP */ TABLE a', [HIDDEN]],
    ['SET /*! PASSWORD */ = 1', [HIDDEN]],
    ['/* not closed', [HIDDEN]],
    ['', []],
  ])('of %j', (statement, words) => {
    expect(headOf(statement)).toEqual(words);
  });
});
