import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import { fakeSpec } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { CatalogDependants } from './CatalogDependants';

const record: InstanceRecord = {
  uid: 'u1',
  revision: 1,
  spec: fakeSpec({ dependants: ['component:default/own'] }),
  incarnation: 'i',
  phase: 'active',
  createdAt: '',
  createdBy: '',
};

const resource: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'shop--orders',
    annotations: { 'dbaas-portal.io/instance-uid': 'u1' },
  },
  relations: [
    { type: 'dependencyOf', targetRef: 'component:default/web' },
    { type: 'dependencyOf', targetRef: 'component:default/own' },
    { type: 'ownedBy', targetRef: 'group:default/shop' },
  ],
};

const web: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'web', title: 'The web shop' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
};

const auth = mockServices.auth();
const logger = mockServices.logger.mock();

describe('dependants', () => {
  it('are those of the record and of the catalog, with names', async () => {
    const catalog = catalogServiceMock({ entities: [resource, web] });
    const dependants = new CatalogDependants({ catalog, auth, logger });
    expect(await dependants.refs(record)).toEqual({
      refs: ['component:default/own', 'component:default/web'],
      complete: true,
    });
    const named = await dependants.named(
      ['component:default/web', 'component:default/own'],
      mockCredentials.user(),
    );
    expect([...(named ?? [])]).toEqual([
      [
        'component:default/web',
        {
          entityRef: 'component:default/web',
          title: 'The web shop',
          owner: 'group:default/shop',
        },
      ],
    ]);
  });

  it('let nothing be deleted while the catalog does not answer', async () => {
    const catalog = catalogServiceMock.mock({
      getEntities: async () => {
        throw new Error('down');
      },
    });
    const dependants = new CatalogDependants({ catalog, auth, logger });
    const alone = { ...record, spec: fakeSpec() };
    await expect(dependants.forDeletion(alone)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      code: 'location-unreachable',
    });
    expect(await dependants.forDeletion(record)).toMatchObject({
      items: [{ entityRef: 'component:default/own' }],
      complete: false,
    });
  });
});
