import {
  FleetControl,
  FleetControlUpdate,
  Operation,
  OperationDetail,
  OperationList,
} from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { ScopeFilter } from '../access/Filter';

export type OperationQuery = {
  instance?: string;
  state?: string[];
  kind?: string[];
  tenant?: string[];
  search?: string;
  limit?: number;
  cursor?: string;
};

/** The ledger, for people. */
export interface OperationService {
  list(
    query: OperationQuery,
    caller: Caller,
    filter?: ScopeFilter,
  ): Promise<OperationList>;
  get(id: string, caller: Caller): Promise<OperationDetail>;
  retry(id: string, caller: Caller): Promise<Operation>;
  cancel(id: string, caller: Caller): Promise<Operation>;
  cleanUp(id: string, caller: Caller): Promise<Operation>;
  fleet(caller: Caller): Promise<FleetControl>;
  setFleet(update: FleetControlUpdate, caller: Caller): Promise<FleetControl>;
}
