import { ConfigReader } from '@backstage/config';
import {
  auditReadPermission,
  instanceReadPermission,
} from '@dbaas-portal/plugin-dbaas-common';
import { JsonValue } from '@backstage/types';
import { Asked, recheckActor } from './recheck';
import { ServiceGrants } from './ServiceGrants';

const grantsOf = (services: JsonValue) =>
  ServiceGrants.fromConfig(
    new ConfigReader({ dbaas: { access: { services } } }),
  );

const operation: Asked = {
  kind: 'restart',
  tenant: 'shop',
  askedBy: 'service:external:pipeline',
};

describe('services', () => {
  it('have what the config names, and nothing more', () => {
    const grants = grantsOf([
      { subject: 'a', permissions: ['dbaas.instance.read'], tenants: ['shop'] },
      { subject: 'b', permissions: ['*'], tenants: ['*'] },
    ]);
    expect(grants.filter('a', instanceReadPermission)).toEqual({
      rule: 'tenant',
      tenants: ['shop'],
    });
    expect(grants.filter('a', auditReadPermission)).toBe('none');
    expect(grants.filter('b', auditReadPermission)).toBe('all');
    expect(grants.filter('c', instanceReadPermission)).toBe('none');
    expect(grants.isListed('c')).toBe(false);
  });

  it('are refused at start where the config is wrong', () => {
    const tenants = ['*'];
    const permissions = ['dbaas.instance.raed'];
    expect(() => grantsOf([{ subject: 'a', permissions, tenants }])).toThrow(
      'dbaas.instance.raed',
    );
    const twice = { subject: 'a', permissions: [], tenants };
    expect(() => grantsOf([twice, twice])).toThrow('twice');
  });

  it('are checked again when their operation is claimed', async () => {
    const pipeline = (permissions: string[], tenants: string[]) =>
      recheckActor({
        grants: grantsOf([
          { subject: 'external:pipeline', permissions, tenants },
        ]),
        own: new Set(['service:ours']),
        standing: { now: async () => undefined },
      });
    const may = pipeline(['dbaas.instance.operate'], ['shop']);
    expect(await may(operation)).toBeUndefined();
    expect(await may({ ...operation, tenant: 'other' })).toMatchObject({
      code: 'no-longer-allowed',
    });
    expect(await may({ ...operation, kind: 'delete' })).toBeDefined();
    const mayNot = pipeline(['dbaas.instance.read'], ['*']);
    expect(await mayNot(operation)).toBeDefined();
    for (const actor of ['service:ours', 'user:default/mia']) {
      expect(await mayNot({ ...operation, askedBy: actor })).toBeUndefined();
    }
  });
});
