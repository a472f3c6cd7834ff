import { LoggerService } from '@backstage/backend-plugin-api';
import { DefaultRegistry } from '../../engines/DefaultRegistry';
import { DatabaseClaimStore } from '../DatabaseClaimStore';
import { DatabaseOperationStore } from '../DatabaseOperationStore';
import { ClaimChecks } from './ClaimChecks';
import { EvidenceSource } from './EvidenceSource';
import { IntentWriter } from './IntentWriter';
import { RecordWriter } from './RecordWriter';
import { StepExecutor } from './StepExecutor';

/** What every run of an operation works with. */
export type RunContext = {
  registry: DefaultRegistry;
  store: DatabaseOperationStore;
  claims: DatabaseClaimStore;
  records: RecordWriter;
  intents: IntentWriter;
  evidence: EvidenceSource;
  executor: StepExecutor;
  logger: LoggerService;
  clock: () => Date;
  /** This backend, for people. */
  owner: string;
  checks: ClaimChecks;
  /** Calls `wake` when something of the instance was seen to change. */
  onSeen(uid: string, wake: () => void): () => void;
  /** Tells that the operation changed. */
  changed(id: string): Promise<void>;
};
