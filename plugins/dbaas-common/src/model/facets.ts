import { ParameterDescriptor } from './engine';
import { OperationKind } from './operation';
import { TerminalKind } from './terminal';
import { LocalizedText, Reason } from './text';

/**
 * An operation as an instance offers it.
 *
 * @public
 */
export type OperationFacet = {
  kind: OperationKind;
  offered: boolean;
  /** Why it is not offered. */
  reason?: Reason;
  /** What it does here, and what it costs (an interruption, redundancy). */
  effect?: LocalizedText;
  /** For a change of size: whether storage can only become larger. */
  growsOnly?: boolean;
  /** Whether clients are cut off for a moment. */
  interrupts?: boolean;
};

/** @public */
export type CapabilityFacet = {
  id:
    | 'accounts'
    | 'console'
    | 'parameters'
    | 'backup'
    | 'logs'
    | 'metrics'
    | 'terminal';
  offered: boolean;
  reason?: Reason;
  /** Of `terminal`: what it can open. */
  terminals?: TerminalKind[];
};

/**
 * All that an instance can do, and why not the rest. API and pages derive
 * from it alone.
 *
 * @public
 */
export type Facets = {
  operations: OperationFacet[];
  capabilities: CapabilityFacet[];
  /** The parameters that this binding lets users set. */
  parameters: ParameterDescriptor[];
};
