import { instanceCreatePermission } from '@dbaas-portal/plugin-dbaas-common';
import {
  LiveQuery,
  useEngines,
  useLiveQuery,
} from '@dbaas-portal/plugin-dbaas-react';
import { useMemo } from 'react';
import { RequestContext } from './offers';

/** Engines, offers, and the tenants in which one may ask for databases. */
export function useRequestContext(): LiveQuery<RequestContext> {
  const engines = useEngines();
  const tenants = useLiveQuery('tenants', (api, options) =>
    api.listTenants(options),
  );
  const data = useMemo(
    () =>
      engines.data &&
      tenants.data && {
        engines: engines.data.engines,
        offers: engines.data.offers,
        tenants: tenants.data.tenants.filter(tenant =>
          tenant.can.includes(instanceCreatePermission.name),
        ),
      },
    [engines.data, tenants.data],
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
