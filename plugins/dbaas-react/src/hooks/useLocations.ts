import { LocationSummary } from '@dbaas-portal/plugin-dbaas-common';
import { useCallback, useMemo } from 'react';
import { shared } from '../live/shared';
import { LiveQuery, useLiveQuery } from '../live/useLiveQuery';
import { useLocalized } from '../text/useLocalized';

/** @public */
export type Locations = {
  locations: LocationSummary[];
  byId: ReadonlyMap<string, LocationSummary>;
};

/**
 * Where instances can run.
 *
 * @public
 */
export function useLocations(): LiveQuery<Locations> {
  const query = useLiveQuery(
    'locations',
    api => shared(api, 'locations', () => api.listLocations()),
    { pollSeconds: 120 },
  );
  const data = useMemo(
    () =>
      query.data && {
        ...query.data,
        byId: new Map(query.data.locations.map(place => [place.id, place])),
      },
    [query.data],
  );
  return { ...query, data };
}

/**
 * What people call a location; its id as long as that is not known.
 *
 * @public
 */
export function useLocationName(): (id: string) => string {
  const localized = useLocalized();
  const { data } = useLocations();
  return useCallback(
    id => {
      const name = data?.byId.get(id)?.name;
      return name ? localized(name) : id;
    },
    [data, localized],
  );
}
