import { Entity } from '@backstage/catalog-model';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  ANNOTATION_INSTANCE_UID,
  ANNOTATION_TENANT,
  entityNameOf,
} from '@dbaas-portal/plugin-dbaas-common';
import { dbaasApiRef } from '@dbaas-portal/plugin-dbaas-react';
import { sampleInstance } from '../src/__testUtils__/instances';
import { SampleDbaasApi } from '../src/__testUtils__/SampleDbaasApi';
import dbaasPlugin from '../src';
import { requestDemoModule } from './requestDemo';

const databases = [0, 1, 2, 3, 4].map((n): Entity => {
  const { record } = sampleInstance(n);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: entityNameOf(record.spec.tenant, record.spec.name),
      namespace: 'default',
      title: record.spec.name,
      annotations: { [ANNOTATION_INSTANCE_UID]: record.uid },
    },
    spec: { type: 'database', owner: record.spec.owner, system: 'shop' },
  };
});

const system: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: {
    name: 'shop',
    namespace: 'default',
    annotations: { [ANNOTATION_TENANT]: 'shop' },
  },
  spec: { owner: 'group:default/shop-team' },
};

/** The pages with samples, and no backend. */
createDevApp({
  features: [
    catalogPlugin,
    dbaasPlugin,
    requestDemoModule,
    createFrontendModule({
      pluginId: 'catalog',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: catalogApiRef,
              deps: {},
              factory: () =>
                catalogApiMock({ entities: [...databases, system] }),
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'dbaas',
      extensions: [
        ApiBlueprint.make({
          name: 'client',
          params: defineParams =>
            defineParams({
              api: dbaasApiRef,
              deps: {},
              factory: () => new SampleDbaasApi(),
            }),
        }),
      ],
    }),
  ],
});
