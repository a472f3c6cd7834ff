import { Finding } from '@dbaas-portal/plugin-dbaas-node';
import { detect, programFor } from './detect';
import { queries } from './queries';

const build = (server: string, version: string, folder: string): Finding => ({
  version,
  facts: { programs: { [server]: `${folder}/${server}` } },
});

describe('which servers are on this machine', () => {
  const redis = build('redis-server', '7.0.15', '/usr/bin');
  const valkey = build('valkey-server', '9.1.2', '/opt');

  it('offers TLS by builds that have it, and says where there is none', () => {
    const none = detect({
      found: { 'redis-server': [redis], 'valkey-server': [valkey] },
    });
    expect(none.tls).toMatchObject({
      available: false,
      reason: { code: 'built-without-tls' },
    });
    const some = detect({
      found: {
        'redis-server': [redis],
        'redis-server-tls': [redis],
        'valkey-server': [valkey],
      },
    });
    expect(some.tls.available).toBe(true);
    const tlsOf = (id: string) => some.versions.find(v => v.id === id)?.tls;
    expect(tlsOf('7')).toEqual({ available: true });
    expect(tlsOf('valkey-9')).toMatchObject({
      available: false,
      reason: { code: 'built-without-tls', params: { name: 'Valkey 9' } },
    });
    // A version that is not here says so, and nothing of TLS.
    expect(tlsOf('8')).toBeUndefined();
    const program = (version: string, tls: boolean) =>
      programFor(some, { version, tls });
    expect(program('7', true)).toBe('/usr/bin/redis-server');
    expect(program('valkey-9', false)).toBe('/opt/valkey-server');
    expect(program('valkey-9', true)).toMatchObject({
      code: 'built-without-tls',
      params: { name: 'Valkey 9' },
    });
    expect(program('8', false)).toMatchObject({ code: 'binary-not-found' });
    expect(detect({ found: {} })).toMatchObject({
      available: { available: false },
      tls: { available: false, reason: { code: 'binary-not-found' } },
    });
  });

  it('gives a later build to who asks for TLS that the first one lacks', () => {
    const second = build('redis-server', '7.2.4', '/mine');
    const found = detect({
      found: {
        'redis-server': [redis, second],
        'redis-server-tls': [second],
      },
    });
    const program = (tls: boolean) => programFor(found, { version: '7', tls });
    expect(program(false)).toBe('/usr/bin/redis-server');
    expect(program(true)).toBe('/mine/redis-server');
  });

  it.each([
    ['1:M # Failed to configure TLS. Check logs for more info.', true],
    ['1:M # No tls-cert-file configured!', true],
    ['1:M # Failed finding TLS support.', false],
    [
      "Reading the configuration file, at line 2\n>>> 'tls-port 1'\nBad directive",
      false,
    ],
  ])('hears from a server whether it has TLS: %s', (said, has) => {
    const query = queries.find(q => q.id === 'redis-server-tls');
    expect(new RegExp(query?.pattern ?? '').test(said)).toBe(has);
  });
});
