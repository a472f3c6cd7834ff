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
  phase: z.enum(['creating', 'active', 'deleting']),
  createdAt: z.string(),
  createdBy: z.string(),
  spec: z.object({
    name: z.string(),
    tenant: z.string(),
    engine: z.string(),
    platform: z.string(),
    location: z.string(),
  }),
});

const tenant = z.object({
  revision: z.number().int().positive(),
  createdAt: z.string(),
  createdBy: z.string(),
  spec: z.object({ name: z.string(), members: z.array(z.unknown()) }),
});

export function isInstanceRecord(value: unknown): value is InstanceRecord {
  return instance.safeParse(value).success;
}

export function isTenantRecord(value: unknown): value is TenantRecord {
  return tenant.safeParse(value).success;
}
