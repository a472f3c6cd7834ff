import { createExtensionTester } from '@backstage/frontend-test-utils';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  ANNOTATION_INSTANCE_UID,
  ANNOTATION_TENANT,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  EngineUiBlueprint,
  LazyEngineUi,
} from '@dbaas-portal/plugin-dbaas-react';
import dbaasPlugin from './index';

const entity = (annotations: Record<string, string>, kind = 'Resource') => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'x', annotations },
});

describe('the plugin', () => {
  it.each([
    ['page:dbaas', '/dbaas'],
    ['page:dbaas/tenants', '/dbaas/tenants'],
    ['page:dbaas/platforms', '/dbaas/platforms'],
    ['page:dbaas/operations', '/dbaas/operations'],
    ['page:dbaas/audit', '/dbaas/audit'],
  ] as const)('%s is at %s', (id, path) => {
    const tester = createExtensionTester(dbaasPlugin.getExtension(id));
    expect(tester.get(coreExtensionData.routePath)).toBe(path);
  });

  it.each([
    'entity-content:dbaas/overview',
    'entity-content:dbaas/operations',
    'entity-content:dbaas/access',
    'entity-content:dbaas/terminal',
    'entity-content:dbaas/logs',
  ] as const)('%s is for databases only', id => {
    const { filterFunction } = EntityContentBlueprint.dataRefs;
    const fits = createExtensionTester(dbaasPlugin.getExtension(id)).get(
      filterFunction,
    );
    expect(fits?.(entity({ [ANNOTATION_INSTANCE_UID]: 'u' }))).toBe(true);
    expect(fits?.(entity({ [ANNOTATION_TENANT]: 't' }, 'System'))).toBe(false);
  });

  it('takes what another package brings for an engine, once it is needed', async () => {
    const loader = jest.fn(async () => ({ engine: 'quarry', snippets: [] }));
    const brought = createExtensionTester(
      EngineUiBlueprint.make({
        name: 'quarry',
        params: { engine: 'quarry', loader },
      }),
    ).get(EngineUiBlueprint.dataRefs.loader);
    const uis = new LazyEngineUi([brought]);
    expect(await uis.forEngine('ember')).toEqual([]);
    expect(loader).not.toHaveBeenCalled();
    expect(await uis.forEngine('quarry')).toHaveLength(1);
    await uis.forEngine('quarry');
    expect(loader).toHaveBeenCalledTimes(1);
  });
});
