import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { dbaasApiRef, engineUiApiRef } from '@dbaas-portal/plugin-dbaas-react';
import { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import {
  auditRouteRef,
  operationsRouteRef,
  platformsRouteRef,
  requestRouteRef,
  rootRouteRef,
  tenantsRouteRef,
} from '../routes';
import { SampleDbaasApi } from './SampleDbaasApi';

const Here = () => {
  const { pathname, search } = useLocation();
  return <output aria-label="here">{`${pathname}${search}`}</output>;
};

/** Renders a part of the pages with samples; where one is, is shown as `here`. */
export function renderWithSamples(
  element: ReactElement,
  options: { api?: SampleDbaasApi; path?: string } = {},
) {
  const api = options.api ?? new SampleDbaasApi();
  renderInTestApp(
    <>
      {element}
      <Here />
    </>,
    {
      initialRouteEntries: [options.path ?? '/'],
      mountedRoutes: {
        '/dbaas': rootRouteRef,
        '/dbaas/tenants': tenantsRouteRef,
        '/dbaas/platforms': platformsRouteRef,
        '/dbaas/operations': operationsRouteRef,
        '/dbaas/audit': auditRouteRef,
        '/create': requestRouteRef,
        '/catalog/:namespace/:kind/:name':
          convertLegacyRouteRef(entityRouteRef),
      },
      apis: [
        [dbaasApiRef, api],
        [engineUiApiRef, { forEngine: async () => [] }],
        [catalogApiRef, catalogApiMock({ entities: [] })],
      ],
    },
  );
  return api;
}

/** jsdom has no layout; a virtual table needs a height to show rows. */
export function mockLayout() {
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', {
    configurable: true,
    value: 800,
  });
  Object.defineProperty(HTMLElement.prototype, 'offsetWidth', {
    configurable: true,
    value: 1200,
  });
}
