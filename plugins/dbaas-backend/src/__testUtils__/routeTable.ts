import { randomUUID } from 'node:crypto';
import { Role } from './portal';
import { requestOf } from './TestBench';

/** Who asks, in the order of the columns. */
export const ROLES: Role[] = [
  'anonymous',
  'stranger',
  'viewer',
  'member',
  'owner',
  'dba',
  'auditor',
  'service',
  'unlisted',
];

export type Row = {
  /** Status by role, in the order of ROLES. */
  expect: string;
  path?: (ids: { uid: string; operation: string }) => string;
  /** What the request cannot do without. */
  query?: string;
  body?: () => object;
};

const STALE = 9999;

/**
 * Every route of the contract against every role, on an instance of
 * production. Requests that may be made are wrong in some other way (400, 409)
 * where they would change what the next row finds. The service of the table
 * has read, create and operate on instances of `shop`, and its audit.
 */
export const TABLE: Record<string, Row> = {
  //                                  anon str  view memb own  dba  audi serv unli
  'GET /v1/me': {
    expect: '            401  200  200  200  200  200  200  200  403',
  },
  'GET /v1/engines': {
    expect: '       401  200  200  200  200  200  200  200  403',
  },
  'GET /v1/locations': {
    expect: '     401  200  200  200  200  200  200  200  403',
  },
  'GET /v1/locations/{location}': {
    expect:
      '                          401  403  403  403  403  200  200  403  403',
  },
  'GET /v1/locations/{location}/members': {
    expect:
      '                          401  403  403  403  403  200  200  403  403',
    query: 'node=nowhere-0',
  },
  'GET /v1/tenants': {
    expect: '       401  200  200  200  200  200  200  200  403',
  },
  'POST /v1/tenants': {
    expect:
      '                          401  403  403  403  403  400  403  403  403',
    body: () => ({
      name: 'admin',
      displayName: 'A',
      owner: 'group:default/a',
      members: [],
      quotas: {},
    }),
  },
  'GET /v1/tenants/{tenant}': {
    expect:
      '                          401  404  200  200  200  200  200  200  403',
  },
  'PATCH /v1/tenants/{tenant}': {
    expect:
      '                          401  404  403  403  409  409  403  403  403',
    body: () => ({ revision: STALE, displayName: 'B' }),
  },
  'DELETE /v1/tenants/{tenant}': {
    expect:
      '                          401  404  403  403  403  409  403  403  403',
  },
  'GET /v1/instances': {
    expect: '     401  200  200  200  200  200  200  200  403',
  },
  'POST /v1/instances': {
    expect:
      '                          401  404  403  400  400  400  403  400  403',
    body: () => requestOf({ name: 'admin' }),
  },
  'POST /v1/instance-previews': {
    expect:
      '                          401  404  403  200  200  200  403  200  403',
    body: () => requestOf({ name: 'admin' }),
  },
  'GET /v1/instances/{uid}': {
    expect:
      '                          401  404  200  200  200  200  200  200  403',
  },
  'PATCH /v1/instances/{uid}': {
    expect:
      '                          401  404  403  409  409  409  403  409  403',
    body: () => ({ revision: STALE, description: 'C' }),
  },
  'GET /v1/instances/{uid}/operations': {
    expect:
      '                          401  404  200  200  200  200  200  200  403',
  },
  'POST /v1/instances/{uid}/operations': {
    expect:
      '                          401  404  403  409  409  409  403  409  403',
    body: () => ({ kind: 'restart', revision: STALE }),
  },
  'POST /v1/instances/{uid}/operation-previews': {
    expect:
      '                          401  404  403  200  200  200  403  200  403',
    body: () => ({ kind: 'restart' }),
  },
  'GET /v1/instances/{uid}/accounts': {
    expect:
      '                          401  404  200  200  200  200  200  200  403',
  },
  'GET /v1/instances/{uid}/resources': {
    expect:
      '                          401  404  403  200  200  200  403  403  403',
  },
  'GET /v1/instances/{uid}/resources/{kind}/{name}': {
    // The name is of the first member, which everybody may know.
    expect:
      '                          401  404  403  200  200  200  403  403  403',
  },
  'GET /v1/instances/{uid}/dependants': {
    expect:
      '                          401  404  200  200  200  200  200  200  403',
  },
  'POST /v1/instances/{uid}/secrets/{user}/reveal': {
    expect:
      '                          401  404  403  403  200  403  403  403  403',
  },
  'POST /v1/instances/{uid}/statements': {
    expect:
      '                          401  404  403  200  200  403  403  403  403',
    body: () => ({ id: randomUUID(), statement: 'select 1' }),
  },
  'DELETE /v1/instances/{uid}/statements/{statement}': {
    // Nothing runs: who may look finds as little as who may not.
    expect:
      '                          401  404  404  404  404  404  404  404  403',
  },
  'POST /v1/instances/{uid}/terminals': {
    // Turned off, which is told to those who might.
    expect:
      '                          401  404  403  403  403  409  403  403  403',
    body: () => ({ member: 'm0', kind: 'shell', columns: 80, rows: 24 }),
  },
  'GET /v1/instances/{uid}/logs': {
    query: 'member=m0&lines=1',
    expect:
      '                          401  404  403  200  200  200  403  403  403',
  },
  'GET /v1/operations': {
    expect: '    401  200  200  200  200  200  200  200  403',
  },
  'GET /v1/operations/{id}': {
    expect:
      '                          401  404  200  200  200  200  200  200  403',
  },
  'POST /v1/operations/{id}/retry': {
    expect:
      '                          401  404  403  409  409  409  403  409  403',
  },
  'POST /v1/operations/{id}/cancel': {
    expect:
      '                          401  404  403  409  409  409  403  409  403',
  },
  'POST /v1/operations/{id}/clean-up': {
    expect:
      '                          401  404  403  409  409  409  403  409  403',
  },
  'GET /v1/fleet': {
    expect: '         401  200  200  200  200  200  200  200  403',
  },
  'PUT /v1/fleet': {
    expect:
      '                          401  403  403  403  403  200  403  403  403',
    body: () => ({ paused: false }),
  },
  'GET /v1/audit': {
    expect: '         401  403  403  403  403  200  200  200  403',
  },
  'GET /v1/audit/export': {
    expect: '  401  403  403  403  403  200  200  200  403',
  },
};
