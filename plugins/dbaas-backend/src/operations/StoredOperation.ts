import { JsonObject } from '@backstage/types';
import {
  InstanceSpec,
  LocalizedText,
  OperationKind,
  OperationState,
  Reason,
  TenantRole,
} from '@dbaas-portal/plugin-dbaas-common';
import { Step } from '@dbaas-portal/plugin-dbaas-node';

export type OperationMode = 'forward' | 'clean-up';

/** A row of the ledger, parsed. */
export type StoredOperation = {
  id: string;
  /**
   * Text, not `OperationKind`: a row may have been written by a newer release
   * that knew a kind which this one does not.
   */
  kind: string;
  state: OperationState;
  mode: OperationMode;
  uid: string;
  name: string;
  engine: string;
  tenant: string;
  platform: string;
  location: string;
  owner: string;
  environment: string;
  actor: string;
  /** Who asked last: who began it, or who let it run again. */
  askedBy: string;
  /** The role in the tenant that who asked had then, as far as it is known. */
  standing?: TenantRole;
  input: JsonObject;
  before?: InstanceSpec;
  target: InstanceSpec;
  revision: number;
  attempt: number;
  /** What is still to come, as `next` told it last. */
  plan: Array<Pick<Step, 'id' | 'title' | 'executor' | 'action'>>;
  progress: number;
  reason?: Reason;
  remains?: LocalizedText;
  cancelRequested: boolean;
  noReturn: boolean;
  superseded: boolean;
  claimToken?: string;
  createdAt: string;
  startedAt?: string;
  endedAt?: string;
};

/** What a claim gives: the operation and the right to write about it. */
export type ClaimedOperation = StoredOperation & { claimToken: string };

/** What an admission writes. */
export type NewOperation = Pick<
  StoredOperation,
  | 'id'
  | 'uid'
  | 'actor'
  | 'standing'
  | 'input'
  | 'before'
  | 'target'
  | 'revision'
> & { kind: OperationKind };
