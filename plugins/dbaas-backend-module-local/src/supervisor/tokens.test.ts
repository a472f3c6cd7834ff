import { fillTokens, secretsNamedIn } from './tokens';

const values = {
  dir: '/m',
  data: '/m/data',
  port: (reference: string) => (reference === 'm2/main' ? 2 : 1),
};
const secrets = new Map([
  ['user-a.b', { username: 'a.b', password: '${dir}$&' }],
]);

describe('tokens', () => {
  it('fills what it knows and leaves the rest', () => {
    expect(
      fillTokens(
        '${dir} ${data}/x ${port:main} ${port:m2/main} ${HOME} $dir',
        values,
      ),
    ).toBe('/m /m/data/x 1 2 ${HOME} $dir');
    const text = '${secret:user-a.b.username}=${secret:user-a.b.password}';
    expect(secretsNamedIn([text])).toEqual(['user-a.b']);
    // What a password looks like must not matter.
    expect(fillTokens(text, { ...values, secrets })).toBe('a.b=${dir}$&');
  });

  it('keeps secrets out of arguments, and names what is wrong', () => {
    expect(() => fillTokens('${secret:admin.password}', values)).toThrow(
      'may only stand in files',
    );
    expect(() =>
      fillTokens('${secret:admin.password}', { ...values, secrets }),
    ).toThrow("no secret 'admin'");
    expect(() => secretsNamedIn(['${secret:admin}'])).toThrow('not a token');
  });
});
