import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  dbaasPlatformsExtensionPoint,
  Platform,
} from '@dbaas-portal/plugin-dbaas-node';
import { makeBench } from './__testUtils__/bench';
import { dbaasModuleLocal } from './module';

describe('the module', () => {
  const bench = makeBench();

  async function platformsWith(local: { enabled?: boolean; root: string }) {
    const added: Platform[] = [];
    const backend = await startTestBackend({
      extensionPoints: [
        [
          dbaasPlatformsExtensionPoint,
          { addPlatform: (platform: Platform) => added.push(platform) },
        ],
      ],
      features: [
        dbaasModuleLocal,
        mockServices.rootConfig.factory({ data: { dbaas: { local } } }),
      ],
    });
    await backend.stop();
    return added.map(p => `${p.id} ${p.contractVersion}`);
  }

  it('brings the platform, unless it is switched off', async () => {
    const { root } = bench;
    expect(await platformsWith({ root })).toEqual(['local 1']);
    expect(await platformsWith({ root, enabled: false })).toEqual([]);
  });

  it('is refused in production', async () => {
    const before = process.env.NODE_ENV;
    Object.assign(process.env, { NODE_ENV: 'production' });
    try {
      await expect(platformsWith({ root: bench.root })).rejects.toThrow(
        'for development only',
      );
    } finally {
      Object.assign(process.env, { NODE_ENV: before });
    }
  });
});
