import { fillSnippet } from './connect';

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

  it('leave braces of the client alone', () => {
    expect(
      fillSnippet(
        { template: 'new Client({ host: "{host}" }) {other}' },
        { endpoint, user: '', database: '' },
      ),
    ).toBe('new Client({ host: "[::1]" }) {other}');
  });
});
