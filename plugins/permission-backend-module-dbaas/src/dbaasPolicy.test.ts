import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  dbaasPermissions,
  RESOURCE_TYPE_TENANT,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  dbaasInstanceRules,
  dbaasTenantRules,
  InstanceScope,
} from '@dbaas-portal/plugin-dbaas-node';
import { combinePolicies, decideRest } from './combinePolicies';
import { dbaasPolicy } from './dbaasPolicy';

const policy = dbaasPolicy({
  roles: { dba: ['Group:default/DBA'], auditor: ['group:default/audit'] },
});

const PEOPLE: Record<string, string[]> = {
  stranger: ['user:default/sam'],
  'instance owner': ['user:default/ina'],
  viewer: ['user:default/vera'],
  member: ['user:default/mia'],
  owner: ['user:default/olga', 'group:default/shop'],
  dba: ['user:default/dan', 'group:default/dba'],
  auditor: ['user:default/ada', 'group:default/audit'],
};

const scope = (environment: string): InstanceScope => ({
  uid: 'u',
  tenant: 'shop',
  environment,
  engine: 'fakedb',
  owner: 'user:default/ina',
  members: [
    { ref: 'group:default/shop', role: 'owner' },
    { ref: 'user:default/mia', role: 'member' },
    { ref: 'user:default/vera', role: 'viewer' },
  ],
});

const onInstance = createConditionAuthorizer(Object.values(dbaasInstanceRules));
const onTenant = createConditionAuthorizer(Object.values(dbaasTenantRules));

function user(who: string) {
  const refs = PEOPLE[who];
  return {
    credentials: mockCredentials.user(refs[0]),
    info: { userEntityRef: refs[0], ownershipEntityRefs: refs },
  };
}

function ask(
  permission: Permission,
  who: string,
  environment: string,
): boolean {
  const decision = policy({ permission }, user(who));
  if (!decision) {
    throw new Error(`Nobody decides ${permission.name}`);
  }
  const authorize =
    'resourceType' in permission &&
    permission.resourceType === RESOURCE_TYPE_TENANT
      ? onTenant
      : onInstance;
  return authorize(decision, scope(environment));
}

/** `x`: everywhere; `o`: outside production; the table of the README. */
const TABLE = `
  permission                stranger instance-owner viewer member owner dba auditor
  dbaas.instance.read              -              x      x      x     x   x       x
  dbaas.instance.operate           -              x      -      x     x   x       -
  dbaas.resource.read              -              x      -      x     x   x       -
  dbaas.instance.delete            -              o      -      o     x   x       -
  dbaas.access.manage              -              o      -      o     x   x       -
  dbaas.credential.reveal          -              o      -      o     x   o       -
  dbaas.data.read                  -              x      -      x     x   o       -
  dbaas.data.write                 -              o      -      o     x   o       -
  dbaas.terminal.open              -              -      -      -     o   x       -
  dbaas.logs.read                  -              x      -      x     x   x       -
  dbaas.instance.create            -              -      -      x     x   x       -
  dbaas.tenant.read                -              -      x      x     x   x       x
  dbaas.tenant.update              -              -      -      -     x   x       -
  dbaas.tenant.quota               -              -      -      -     -   x       -
  dbaas.tenant.delete              -              -      -      -     -   x       -
  dbaas.tenant.create              -              -      -      -     -   x       -
  dbaas.fleet.control              -              -      -      -     -   x       -
  dbaas.platform.read              -              -      -      -     -   x       x
  dbaas.audit.read                 -              -      -      -     -   x       x
`;

const [head, ...rows] = TABLE.trim()
  .split('\n')
  .map(line => line.trim().split(/\s+/));
const roles = head.slice(1).map(role => role.replace('-', ' '));

describe('the default policy', () => {
  it('has a row for each permission', () => {
    const names = dbaasPermissions.map(p => p.name);
    expect(rows.map(([name]) => name).sort()).toEqual(names.sort());
  });

  it.each(rows)('decides %s', (name, ...wanted) => {
    const permission = dbaasPermissions.find(p => p.name === name);
    if (!permission) {
      throw new Error(`There is no ${name}`);
    }
    const decided = roles.map(role => {
      const production = ask(permission, role, 'production');
      const elsewhere = ['development', 'test', 'staging'].map(environment =>
        ask(permission, role, environment),
      );
      expect(new Set(elsewhere).size).toBe(1);
      if (production) {
        return elsewhere[0] ? 'x' : 'only production';
      }
      return elsewhere[0] ? 'o' : '-';
    });
    expect(decided).toEqual(wanted);
  });

  it('denies who is not signed in', () => {
    for (const permission of dbaasPermissions) {
      expect(policy({ permission })).toEqual({ result: AuthorizeResult.DENY });
    }
  });

  it('leaves what is not ours to others', async () => {
    const permission = createPermission({ name: 'other.read', attributes: {} });
    expect(policy({ permission })).toBeUndefined();
    const denying = combinePolicies(policy);
    expect(await denying.handle({ permission })).toEqual({
      result: AuthorizeResult.DENY,
    });
    const allowing = combinePolicies(policy, decideRest('allow'));
    expect(await allowing.handle({ permission }, user('stranger'))).toEqual({
      result: AuthorizeResult.ALLOW,
    });
    expect(await allowing.handle({ permission })).toEqual({
      result: AuthorizeResult.DENY,
    });
  });

  it('knows people however their references are written', () => {
    const permission = dbaasPermissions.find(
      ({ name }) => name === 'dbaas.fleet.control',
    );
    if (!permission) throw new Error('There is no dbaas.fleet.control');
    const dan = user('dba');
    const shouted = dan.info.ownershipEntityRefs.map(ref => ref.toUpperCase());
    expect(
      policy(
        { permission },
        { ...dan, info: { ...dan.info, ownershipEntityRefs: shouted } },
      ),
    ).toEqual({ result: AuthorizeResult.ALLOW });
  });
});
