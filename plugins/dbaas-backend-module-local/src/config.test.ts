import { ConfigReader } from '@backstage/config';
import { readOptions } from './config';

describe('readOptions', () => {
  it('refuses production, unless it is switched off', () => {
    const production = { NODE_ENV: 'production' } as const;
    expect(() => readOptions(new ConfigReader({}), production)).toThrow(
      'for development only',
    );
    const off = new ConfigReader({ dbaas: { local: { enabled: false } } });
    expect(readOptions(off, production)).toBeUndefined();
  });

  it('reads config first, then the environment', () => {
    const environment = {
      NODE_ENV: 'development',
      DBAAS_LOCAL_ROOT: '/from/environment',
      DBAAS_LOCAL_BINARIES: '/opt/a:/opt/b',
    } as const;
    expect(readOptions(new ConfigReader({}), environment)).toMatchObject({
      root: '/from/environment',
      binaries: ['/opt/a', '/opt/b'],
      ports: { from: 21000, to: 21999 },
    });
    const config = new ConfigReader({
      dbaas: {
        local: {
          root: '/from/config',
          binaries: ['/opt/c'],
          ports: { from: 5000, to: 5010 },
          minimumFreeDiskMib: 5,
        },
      },
    });
    expect(readOptions(config, environment)).toMatchObject({
      root: '/from/config',
      binaries: ['/opt/c', '/opt/a', '/opt/b'],
      ports: { from: 5000, to: 5010 },
      minimumFreeDiskMib: 5,
    });
  });

  it('names a range of ports that is none', () => {
    for (const ports of [
      { from: 80, to: 90 },
      { from: 3000, to: 2000 },
      { from: 3000, to: 70_000 },
    ]) {
      const config = new ConfigReader({ dbaas: { local: { ports } } });
      expect(() => readOptions(config, { NODE_ENV: 'development' })).toThrow(
        'dbaas.local.ports',
      );
    }
  });
});
