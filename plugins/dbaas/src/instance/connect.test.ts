import { fillSnippet, fitsEndpoint, inOrder } from './connect';

const endpoint = { role: 'rw', host: '::1', port: 5432, tls: true } as const;

describe('connect snippets', () => {
  it('keep the password a variable until it is revealed', () => {
    const template = '{user}:{password}@{host}:{port}/{database}?tls={tls}';
    const values = { endpoint, user: 'app', database: 'shop' };
    expect(fillSnippet({ template }, values)).toBe(
      'app:$DB_PASSWORD@[::1]:5432/shop?tls=true',
    );
    expect(fillSnippet({ template }, { ...values, password: '$&x' })).toBe(
      'app:$&x@[::1]:5432/shop?tls=true',
    );
  });

  it('name the variable where a program reads it, also when the password is shown', () => {
    const values = { endpoint, user: 'app', database: 'shop', password: 'x' };
    for (const [template, text] of [
      ["process.env['{password}']", "process.env['DB_PASSWORD']"],
      ['System.getenv("{password}")', 'System.getenv("DB_PASSWORD")'],
      ['P="{password}" psql', 'P="x" psql'],
    ]) {
      expect(fillSnippet({ template }, values)).toBe(text);
    }
  });

  it('begin with the address that follows the primary', () => {
    const at = (role: 'rw' | 'ro' | 'member') => ({ ...endpoint, role });
    expect(
      inOrder([at('member'), at('ro'), at('rw')]).map(entry => entry.role),
    ).toEqual(['rw', 'ro', 'member']);
  });

  it('are shown where the client need not be told otherwise', () => {
    const shown = (tls: boolean) =>
      [{}, { tls: true }, { tls: false }].map(snippet =>
        fitsEndpoint(snippet, { tls }),
      );
    expect(shown(true)).toEqual([true, true, false]);
    expect(shown(false)).toEqual([true, false, true]);
  });

  it('leave braces of the client alone', () => {
    expect(
      fillSnippet(
        { template: 'new Client({ host: "{host}" }) {other}' },
        { endpoint, user: '', database: '' },
      ),
    ).toBe('new Client({ host: "[::1]" }) {other}');
  });
});
