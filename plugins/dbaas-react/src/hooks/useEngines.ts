import {
  EngineDescriptor,
  EngineOffer,
} from '@dbaas-portal/plugin-dbaas-common';
import { useMemo } from 'react';
import { shared } from '../live/shared';
import { LiveQuery, useLiveQuery } from '../live/useLiveQuery';

/** @public */
export type Engines = {
  engines: EngineDescriptor[];
  offers: EngineOffer[];
  byId: ReadonlyMap<string, EngineDescriptor>;
};

/**
 * The engines, and what each location offers of them.
 *
 * @public
 */
export function useEngines(): LiveQuery<Engines> {
  const query = useLiveQuery(
    'engines',
    api => shared(api, 'engines', () => api.listEngines()),
    { pollSeconds: 120 },
  );
  const data = useMemo(
    () =>
      query.data && {
        ...query.data,
        byId: new Map(query.data.engines.map(engine => [engine.id, engine])),
      },
    [query.data],
  );
  return { ...query, data };
}
