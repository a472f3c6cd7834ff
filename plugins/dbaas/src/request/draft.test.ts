import {
  Availability,
  InstanceRequest,
} from '@dbaas-portal/plugin-dbaas-common';
import { ember, offers, quarry } from '../__testUtils__/engines';
import { payments, shop } from '../__testUtils__/tenants';
import {
  startRequest,
  tlsAt,
  withEngine,
  withLocation,
  withTenant,
  withTopology,
  withVersion,
} from './draft';
import { enginesOf, RequestContext, versionsOf } from './offers';
import { quickCheck, quickQuota } from './quickCheck';

const context: RequestContext = {
  engines: [ember, quarry],
  offers,
  places: new Map([['local', { en: 'This machine', zh: '本机' }]]),
  tenants: [shop, payments],
};

const named = (change: Partial<InstanceRequest> = {}): InstanceRequest => ({
  ...startRequest(context),
  name: 'orders',
  ...change,
});

describe('the request form', () => {
  it('opens with what can be had, not with what comes first', () => {
    expect(startRequest(context)).toMatchObject({
      tenant: 'shop',
      owner: 'group:default/shop-team',
      engine: 'quarry',
      version: '18',
      location: 'local',
      topology: 'single',
      members: 1,
      resources: { cpuMillis: 500, memoryMib: 512, storageMib: 2048 },
      database: 'app',
      user: 'app',
    });
  });

  describe('TLS', () => {
    const has = { available: true };
    const reason = {
      code: 'built-without-tls',
      text: { en: 'Built without TLS', zh: '构建时未启用 TLS' },
    };
    const lacks = { available: false, reason };
    const at = (
      location: string,
      first: Availability,
      second: Availability,
    ) => ({
      ...offers[0],
      location,
      versions: [
        { id: '18', availability: has, tls: first },
        { id: '17', availability: has, tls: second },
      ],
    });
    const mixed: RequestContext = {
      ...context,
      offers: [at('local', lacks, has), at('far', has, has)],
    };

    it('is off where the version that comes first lacks it', () => {
      const start = startRequest(mixed);
      expect(start).toMatchObject({ version: '18', tls: false });
      expect(tlsAt(mixed, start).reason?.code).toBe('built-without-tls');
      expect(quickCheck({ ...start, name: 'orders' }, mixed)).toEqual([]);
    });

    it('follows the version and the location', () => {
      const start = startRequest(mixed);
      const other = withVersion(start, mixed, '17');
      expect(other).toMatchObject({ version: '17', tls: true });
      expect(withVersion(other, mixed, '18').tls).toBe(false);
      expect(withLocation(start, mixed, 'far').tls).toBe(true);
    });

    it('stays off where it was switched off', () => {
      const off = {
        ...withVersion(startRequest(mixed), mixed, '17'),
        tls: false,
      };
      const far = withLocation(off, mixed, 'far');
      expect(far.tls).toBe(false);
      expect(withVersion(far, mixed, '18').tls).toBe(false);
    });

    it('is the engine’s where it does not differ by version', () => {
      expect(startRequest(context).tls).toBe(true);
    });
  });

  it('starts over what depends on the engine', () => {
    const request = withEngine(
      named({ parameters: { max_connections: 50 } }),
      context,
      'ember',
    );
    expect(request).toMatchObject({
      name: 'orders',
      engine: 'ember',
      version: '8',
      parameters: {},
      user: 'app',
    });
    expect(request).not.toHaveProperty('database');
  });

  it('follows the owner of the tenant, unless one was chosen', () => {
    const other = {
      ...payments,
      record: {
        ...payments.record,
        spec: { ...payments.record.spec, owner: 'group:default/pay' },
      },
    };
    const two = { ...context, tenants: [shop, other] };
    expect(withTenant(named(), two, 'payments').owner).toBe(
      'group:default/pay',
    );
    expect(
      withTenant(named({ owner: 'user:default/me' }), two, 'payments').owner,
    ).toBe('user:default/me');
  });

  it('changes to an engine that a tenant can have', () => {
    const elsewhere = {
      ...payments,
      record: {
        ...payments.record,
        spec: { ...payments.record.spec, quotas: { far: {} } },
      },
    };
    const ofEmber = offers.find(offer => offer.engine === ember.id);
    const wider: RequestContext = {
      ...context,
      offers: [
        ...offers,
        {
          ...ofEmber!,
          location: 'far',
          available: { available: true },
        },
      ],
      tenants: [shop, elsewhere],
    };
    expect(named().engine).toBe(quarry.id);
    expect(withTenant(named(), wider, 'payments')).toMatchObject({
      engine: ember.id,
      location: 'far',
    });
  });

  it('says why an engine or a version cannot be had', () => {
    const [first] = enginesOf(context, shop);
    expect(first.availability.reason?.cure?.en).toBe('Install ember-server.');
    const [, seventeen, twelve] = versionsOf(context, quarry, 'local');
    expect(seventeen.availability.reason?.code).toBe('binary-not-found');
    expect(twelve.availability.reason?.code).toBe('not-offered-here');
  });

  it('offers nothing at a location that is closed to the tenant', () => {
    const closed = {
      ...shop,
      record: { ...shop.record, spec: { ...shop.record.spec, quotas: {} } },
    };
    for (const entry of enginesOf(context, closed)) {
      expect(entry.availability.reason?.code).toBe('location-not-open');
    }
  });

  it('finds nothing wrong with what it starts with, but the name', () => {
    expect(quickCheck(startRequest(context), context)).toEqual([
      expect.objectContaining({ field: 'name', code: 'invalid-name' }),
    ]);
    expect(quickCheck(named(), context)).toEqual([]);
  });

  it.each<[string, Partial<InstanceRequest>, string]>([
    ['name', { name: 'Orders' }, 'invalid-name'],
    ['name', { name: 'default' }, 'reserved-name'],
    ['tenant', { tenant: 'strangers' }, 'unknown-value'],
    [
      'resources.memoryMib',
      { resources: { cpuMillis: 500, memoryMib: 64, storageMib: 2048 } },
      'below-minimum',
    ],
    ['members', { topology: 'replication', members: 9 }, 'out-of-range'],
    [
      'parameters.max_connections',
      { parameters: { max_connections: 1 } },
      'out-of-range',
    ],
    [
      'parameters.max_connections',
      { parameters: { max_connections: 'many' } },
      'wrong-type',
    ],
    [
      'parameters.log_statements',
      { parameters: { log_statements: 'some' } },
      'unknown-value',
    ],
    ['user', { user: 'admin' }, 'invalid-name'],
    ['database', { database: '1app' }, 'invalid-name'],
  ])('tells at %s what is wrong: %j', (field, change, code) => {
    expect(quickCheck(named(change), context)).toEqual([
      expect.objectContaining({ field, code }),
    ]);
  });

  it('counts all members against the quota at once', () => {
    expect(quickQuota(named(), context)?.fits).toBe(true);
    const two = withTopology(named(), context, 'replication');
    expect(quickQuota(two, context)).toMatchObject({
      fits: false,
      steady: { cpuMillis: 1000, memoryMib: 1024, instances: 1 },
    });
    expect(quickQuota({ ...two, tenant: 'payments' }, context)?.fits).toBe(
      true,
    );
  });
});
