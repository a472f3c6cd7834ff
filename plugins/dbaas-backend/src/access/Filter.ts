import { PermissionCriteria } from '@backstage/plugin-permission-common';
import { ScopeQuery } from '@dbaas-portal/plugin-dbaas-node';

/**
 * What a caller may see: everything, nothing, or what fulfils the criteria.
 * `matchesFilter` applies it to memory and `filterRows` to SQL.
 */
export type ScopeFilter = 'all' | 'none' | PermissionCriteria<ScopeQuery>;
