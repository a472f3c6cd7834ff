import { Me } from '@dbaas-portal/plugin-dbaas-common';
import { shared } from '../live/shared';
import { LiveQuery, useLiveQuery } from '../live/useLiveQuery';

/**
 * What the signed-in person may do, on the fleet and in each tenant.
 *
 * @public
 */
export function useMe(): LiveQuery<Me> {
  return useLiveQuery('me', api => shared(api, 'me', () => api.getMe()), {
    pollSeconds: 60,
  });
}
