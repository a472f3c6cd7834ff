import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { TenantScope } from '@dbaas-portal/plugin-dbaas-node';
import { isLess, Standing } from './Standing';

jest.setTimeout(240_000);

const entity = (
  kind: string,
  name: string,
  relations: Array<[string, string]>,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
});

const SHOP: TenantScope = {
  tenant: 'shop',
  members: [
    { ref: 'group:default/shop', role: 'owner' },
    { ref: 'group:default/developers', role: 'member' },
    { ref: 'user:default/vera', role: 'viewer' },
  ],
};

describe('the standing of a person in a tenant', () => {
  const logger = mockServices.logger.mock();
  const auth = mockServices.auth();
  const catalog = catalogServiceMock({
    entities: [
      entity('User', 'mia', [['memberOf', 'group:default/backend-team']]),
      entity('User', 'olga', [
        ['memberOf', 'group:default/developers'],
        ['memberOf', 'group:default/shop'],
      ]),
      entity('Group', 'backend-team', [
        ['childOf', 'group:default/developers'],
      ]),
      // A circle, as catalogs have them.
      entity('Group', 'developers', [
        ['childOf', 'group:default/backend-team'],
      ]),
      entity('Group', 'shop', []),
    ],
  });
  const standing = new Standing({ auth, catalog, logger });

  it.each([
    ['user:default/olga', 'owner'],
    ['user:default/mia', 'member'],
    ['user:default/vera', 'viewer'],
    ['user:default/sam', 'none'],
    ['service:external:pipeline', undefined],
  ])('%s: %s', async (actor, role) => {
    expect(await standing.now(actor, SHOP)).toBe(role);
  });

  it('is none in a tenant that is gone, and unknown without a catalog', async () => {
    expect(await standing.now('user:default/olga', undefined)).toBe('none');
    const silent = catalogServiceMock.mock({
      getEntitiesByRefs: async () => {
        throw new Error('It is down');
      },
    });
    const blind = new Standing({ auth, catalog: silent, logger });
    expect(await blind.now('user:default/olga', SHOP)).toBeUndefined();
  });

  it('can be less than before', () => {
    expect(isLess('none', 'viewer')).toBe(true);
    expect(isLess('viewer', 'member')).toBe(true);
    expect(isLess('owner', 'member')).toBe(false);
    expect(isLess('member', 'member')).toBe(false);
  });
});
