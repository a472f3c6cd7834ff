import {
  InstanceRecord,
  InstanceSpec,
  TenantRecord,
} from '@dbaas-portal/plugin-dbaas-common';

export const LOCATION = 'test';

export const tenant = (name: string): TenantRecord => ({
  revision: 1,
  spec: {
    name,
    displayName: name,
    owner: 'group:default/test',
    members: [],
    quotas: { [LOCATION]: {} },
  },
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'user:default/test',
});

export const recordOf = (uid: string, spec: InstanceSpec): InstanceRecord => ({
  uid,
  revision: 1,
  spec,
  incarnation: 'i1',
  phase: 'active',
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'user:default/test',
});
