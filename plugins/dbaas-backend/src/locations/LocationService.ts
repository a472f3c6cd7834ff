import {
  LocationDetail,
  LocationSummary,
  NodeMembers,
} from '@dbaas-portal/plugin-dbaas-common';
import { ScopeFilter } from '../access/Filter';

/** Where instances run, for those who run that. */
export interface LocationService {
  list(): Promise<LocationSummary[]>;
  get(location: string): Promise<LocationDetail>;
  /** Members on one node, of the instances that the filter lets through. */
  members(
    location: string,
    node: string,
    filter: ScopeFilter,
  ): Promise<NodeMembers>;
}
