import { cleanLine } from './clean';
import { redact } from './redact';

describe('cleanLine', () => {
  it.each([
    ['\u001b[1;31mred\u001b[0m', 'red'],
    ['\u001b]0;title\u0007text', 'text'],
    ['a\u001b[2Jb\u001b(Bc', 'abc'],
    ['tab\tstays', 'tab\tstays'],
    ['bell\u0007 nul\u0000 del\u007f c1\u0085', 'bell␇ nul␀ del␡ c1\ufffd'],
    ['over\rwritten', 'over␍written'],
    ['abc\u202etxt.exe', 'abc\ufffdtxt.exe'],
    ['日志 ✓ é', '日志 ✓ é'],
  ])('%j becomes %j', (line, shown) => {
    expect(cleanLine(line)).toBe(shown);
  });
});

describe('redact', () => {
  it.each([
    [
      `CREATE ROLE a LOGIN PASSWORD 'it''s' VALID`,
      `CREATE ROLE a LOGIN PASSWORD ••• VALID`,
    ],
    [`alter user a with password E'x\\'y';`, `alter user a with password •••;`],
    [
      `ALTER ROLE a PASSWORD $x$y'z$x$ LOGIN`,
      `ALTER ROLE a PASSWORD ••• LOGIN`,
    ],
    [
      `ALTER USER 'a'@'%' IDENTIFIED BY 'p'`,
      `ALTER USER 'a'@'%' IDENTIFIED BY •••`,
    ],
    [
      `CREATE USER a IDENTIFIED WITH caching_sha2_password BY "p" REPLACE 'q'`,
      `CREATE USER a IDENTIFIED WITH caching_sha2_password BY ••• REPLACE 'q'`,
    ],
    [
      `SET PASSWORD FOR a = PASSWORD('p')`,
      `SET PASSWORD FOR a = PASSWORD(•••)`,
    ],
    [
      `CHANGE MASTER TO MASTER_PASSWORD='p', X=1`,
      `CHANGE MASTER TO MASTER_PASSWORD=•••, X=1`,
    ],
    [
      `CREATE USER a IDENTIFIED VIA ed25519 USING 'hash'`,
      `CREATE USER a IDENTIFIED VIA ed25519 USING •••`,
    ],
    [`ALTER ROLE a PASSWORD 'cut off here`, `ALTER ROLE a PASSWORD •••`],
    [
      `{"message":"ALTER ROLE a\\n  PASSWORD\\n'p'"}`,
      `{"message":"ALTER ROLE a\\n  PASSWORD\\n•••"}`,
    ],
    [`connect host=h password=p user=u`, `connect host=h password=••• user=u`],
    [`CONFIG SET requirepass abc`, `CONFIG SET requirepass •••`],
    [`postgres://u:p%40@h/db`, `postgres://u:•••@h/db`],
  ])('hides it in %s', (line, shown) => {
    expect(redact(line, [])).toBe(shown);
  });

  it.each([
    `FATAL:  password authentication failed for user "shop"`,
    `Access denied for user 'a'@'localhost' (using password: YES)`,
    `could not connect to http://h:8080/path`,
    `default_password_lifetime is deprecated`,
  ])('leaves %s', line => {
    expect(redact(line, [])).toBe(line);
  });

  it('hides what the portal knows, wherever it stands, the longest first', () => {
    const known = ['secret-1', 'secret-1-and-more', 'abc'];
    expect(redact('x=secret-1-and-more; y=secret-1; abc', known)).toBe(
      'x=•••; y=•••; abc',
    );
  });

  it('takes no time that grows beyond the line', () => {
    const began = Date.now();
    for (const piece of [
      "password '",
      'password for ',
      "'\\",
      ' \\n',
      '://a:',
    ]) {
      redact(piece.repeat(16_000 / piece.length), []);
    }
    // Only against a blow-up: it would take minutes.
    expect(Date.now() - began).toBeLessThan(30_000);
  });
});
