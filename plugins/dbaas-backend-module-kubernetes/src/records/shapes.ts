import {
  InstanceRecord,
  TenantRecord,
} from '@dbaas-portal/plugin-dbaas-common';
import { z } from 'zod';

// The core owns the model and has checked what it writes. Here only that is
// checked which this platform relies on, so that a newer core may add fields.
const instance = z.object({
  uid: z.string(),
  revision: z.number().int().positive(),
  incarnation: z.string(),
  spec: z.object({
    name: z.string(),
    tenant: z.string(),
    platform: z.string(),
    location: z.string(),
  }),
});

const tenant = z.object({
  revision: z.number().int().positive(),
  spec: z.object({
    name: z.string(),
    owner: z.string(),
    quotas: z.record(z.string(), z.object({})),
  }),
});

export function isInstanceRecord(value: unknown): value is InstanceRecord {
  return instance.safeParse(value).success;
}

export function isTenantRecord(value: unknown): value is TenantRecord {
  return tenant.safeParse(value).success;
}
