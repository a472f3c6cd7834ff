import {
  Created,
  InstanceDetail,
  InstanceList,
  InstancePreview,
  InstanceRequest,
  InstanceUpdate,
  Operation,
  OperationRequest,
} from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { ScopeFilter } from '../access/Filter';

export type InstanceQuery = {
  search?: string;
  tenant?: string[];
  engine?: string[];
  health?: string[];
  owner?: string[];
  environment?: string[];
  location?: string[];
  sort?: 'name' | 'tenant' | 'engine' | 'health' | 'createdAt' | 'environment';
  order?: 'asc' | 'desc';
  limit?: number;
  cursor?: string;
};

/**
 * Everything about instances. `AuthorizedInstanceService` decides who may,
 * `DefaultInstanceService` does it.
 */
export interface InstanceService {
  /** `filter` is set by the guard; callers from outside leave it out. */
  list(
    query: InstanceQuery,
    caller: Caller,
    filter?: ScopeFilter,
  ): Promise<InstanceList>;
  get(uid: string, caller: Caller): Promise<InstanceDetail>;
  /** Everything that is wrong with a request, and what it would make. */
  preview(request: InstanceRequest, caller: Caller): Promise<InstancePreview>;
  create(
    request: InstanceRequest,
    options: { idempotencyKey?: string },
    caller: Caller,
  ): Promise<Created>;
  /** Changes that no member notices: texts, owner, protection, lifetime. */
  update(
    uid: string,
    update: InstanceUpdate,
    caller: Caller,
  ): Promise<InstanceDetail>;
  previewOperation(
    uid: string,
    request: OperationRequest,
    caller: Caller,
  ): Promise<InstancePreview>;
  startOperation(
    uid: string,
    request: OperationRequest,
    options: { idempotencyKey?: string },
    caller: Caller,
  ): Promise<Operation>;
}
