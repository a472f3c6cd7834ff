import { Tenant } from '@dbaas-portal/plugin-dbaas-common';
import { ago, ALL } from './instances';

export const shop: Tenant = {
  record: {
    revision: 2,
    createdAt: ago(60 * 24 * 40),
    createdBy: 'user:default/dan',
    spec: {
      name: 'shop',
      displayName: 'Shop',
      description: 'Everything that sells',
      owner: 'group:default/shop-team',
      members: [
        { ref: 'group:default/web', role: 'member' },
        { ref: 'user:default/ann', role: 'viewer' },
      ],
      quotas: {
        local: {
          cpuMillis: 4000,
          memoryMib: 4096,
          storageMib: 20480,
          instances: 5,
        },
      },
    },
  },
  usage: [
    {
      location: 'local',
      quota: {
        cpuMillis: 4000,
        memoryMib: 4096,
        storageMib: 20480,
        instances: 5,
      },
      used: {
        cpuMillis: 3500,
        memoryMib: 2048,
        storageMib: 8192,
        instances: 4,
      },
    },
  ],
  can: ALL,
};

export const payments: Tenant = {
  ...shop,
  record: {
    ...shop.record,
    spec: {
      ...shop.record.spec,
      name: 'payments',
      displayName: 'Payments',
      members: [],
    },
  },
  usage: [
    {
      ...shop.usage[0],
      used: { cpuMillis: 0, memoryMib: 0, storageMib: 0, instances: 0 },
    },
  ],
};
