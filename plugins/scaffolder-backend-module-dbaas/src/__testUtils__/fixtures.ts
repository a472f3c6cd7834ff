import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ActionOptions } from '../actions/options';
import { DbaasConnection } from '../dbaas/DbaasConnection';
import { PortalCatalog } from '../dbaas/PortalCatalog';
import { FakeDbaas } from './FakeDbaas';

export const request = {
  name: 'main',
  tenant: 'orders',
  engine: 'fake-engine',
  version: '1',
  location: 'here',
  topology: 'single',
  resources: { cpuMillis: 500, memoryMib: 512, storageMib: 1024 },
  environment: 'test' as const,
};

export const ENTITY_REF = 'resource:default/orders--main';

export const databaseEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'orders--main',
    annotations: { 'dbaas-portal.io/instance-uid': 'u1' },
  },
  spec: { type: 'database', owner: 'group:default/a' },
};

/** What the actions work with, against the fake and a catalog in memory. */
export async function actionOptions(
  fake: FakeDbaas,
  entities: Entity[] = [databaseEntity],
): Promise<ActionOptions> {
  const discovery = await fake.start();
  return {
    dbaas: new DbaasConnection({
      auth: mockServices.auth({ pluginId: 'scaffolder' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: discovery.getBaseUrl,
      }),
    }),
    catalog: new PortalCatalog({
      catalog: catalogServiceMock({ entities }),
      baseUrl: 'http://portal.example/',
    }),
  };
}

/** Everything that a mock logger was told, in order. */
export function linesOf(
  logger: ReturnType<typeof mockServices.logger.mock>,
): string[] {
  return [logger.info, logger.warn, logger.error]
    .flatMap(level =>
      level.mock.calls.map(([line], i) => ({
        line: String(line),
        order: level.mock.invocationCallOrder[i],
      })),
    )
    .sort((a, b) => a.order - b.order)
    .map(({ line }) => line);
}
