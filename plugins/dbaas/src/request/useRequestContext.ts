import { instanceCreatePermission } from '@dbaas-portal/plugin-dbaas-common';
import {
  LiveQuery,
  useEngines,
  useLiveQuery,
  useLocations,
} from '@dbaas-portal/plugin-dbaas-react';
import { useMemo } from 'react';
import { RequestContext } from './offers';

/** Engines, offers, and the tenants in which one may ask for databases. */
export function useRequestContext(): LiveQuery<RequestContext> {
  const engines = useEngines();
  const places = useLocations();
  const tenants = useLiveQuery('tenants', (api, options) =>
    api.listTenants(options),
  );
  const data = useMemo(
    () =>
      engines.data &&
      tenants.data && {
        engines: engines.data.engines,
        offers: engines.data.offers,
        places: new Map(
          (places.data?.locations ?? []).map(({ id, name }) => [id, name]),
        ),
        tenants: tenants.data.tenants.filter(tenant =>
          tenant.can.includes(instanceCreatePermission.name),
        ),
      },
    [engines.data, places.data, tenants.data],
  );
  const error = engines.error ?? tenants.error;
  return {
    data,
    error,
    loading: !data && !error,
    reloading: engines.reloading || tenants.reloading,
    refresh: () => {
      engines.refresh();
      tenants.refresh();
    },
  };
}
