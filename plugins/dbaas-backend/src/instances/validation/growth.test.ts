import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import { fakeSpec } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { checkGrowth } from './growth';

const resources = { cpuMillis: 500, memoryMib: 512, storageMib: 2048 };
const record: InstanceRecord = {
  uid: 'u-1',
  revision: 1,
  spec: fakeSpec({ resources }),
  incarnation: 'i1',
  phase: 'active',
  createdAt: '2026-01-01T00:00:00Z',
  createdBy: 'user:default/a',
};
const stiff = {
  cannotGrow: async () => ({
    code: 'stiff',
    text: { en: 'its volumes do not grow', zh: '其存储卷不能扩容' },
  }),
};

const problems = (
  storageMib: number,
  growsOnly: boolean,
  platform: Parameters<typeof checkGrowth>[3] = {},
) =>
  checkGrowth(
    { record },
    { ...resources, storageMib },
    { kind: 'resize', offered: true, growsOnly },
    platform,
  );

describe('a change of storage', () => {
  it('is refused downwards where storage only grows', async () => {
    expect(await problems(1024, true)).toMatchObject([
      { code: 'invalid-request', field: 'input.storageMib' },
    ]);
    expect(await problems(1024, false)).toEqual([]);
  });

  it('is refused upwards where the platform says that it cannot', async () => {
    expect(await problems(4096, true, stiff)).toMatchObject([
      {
        code: 'not-offered',
        field: 'input.storageMib',
        words: { reason: { en: 'its volumes do not grow' } },
      },
    ]);
    expect(await problems(4096, true)).toEqual([]);
  });

  it('asks nobody where it stays as it is', async () => {
    expect(await problems(2048, true, stiff)).toEqual([]);
  });
});
