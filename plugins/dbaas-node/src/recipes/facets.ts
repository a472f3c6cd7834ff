import {
  CapabilityFacet,
  InstanceSpec,
  LocalizedText,
  OPERATION_KINDS,
  OperationFacet,
  OperationKind,
  Reason,
  TerminalKind,
} from '@dbaas-portal/plugin-dbaas-common';
import { offerReasons } from './reasons';

/**
 * An operation that is offered.
 *
 * @public
 */
export function offer(
  kind: OperationKind,
  options: {
    effect?: LocalizedText;
    interrupts?: boolean;
    growsOnly?: boolean;
  } = {},
): OperationFacet {
  return { kind, offered: true, ...options };
}

/**
 * An operation that is not offered, and why.
 *
 * @public
 */
export function decline(kind: OperationKind, reason: Reason): OperationFacet {
  return { kind, offered: false, reason };
}

/** What a stopped instance can do, whatever its engine is. */
const WHEN_STOPPED: OperationKind[] = ['create', 'start', 'delete'];

/**
 * All operations as the engine offers them, less those that make no sense in
 * the state that the instance shall be in: what runs is not started, and what
 * stands still can only be started and deleted.
 *
 * @param alsoStopped - kinds for which the engine needs no server
 * @public
 */
export function operationFacets(
  spec: InstanceSpec,
  facetOf: (kind: OperationKind) => OperationFacet,
  alsoStopped: OperationKind[] = [],
): OperationFacet[] {
  const stopped = [...WHEN_STOPPED, ...alsoStopped];
  return OPERATION_KINDS.map(kind => {
    if (spec.running && kind === 'start') {
      return decline(kind, offerReasons.isRunning());
    }
    return spec.running || stopped.includes(kind)
      ? facetOf(kind)
      : decline(kind, offerReasons.isStopped());
  });
}

/**
 * A capability, offered if no reason speaks against it.
 *
 * @public
 */
export function capability(
  id: CapabilityFacet['id'],
  reason?: Reason,
): CapabilityFacet {
  return reason ? { id, offered: false, reason } : { id, offered: true };
}

/**
 * The terminals that a binding offers into its members.
 *
 * @public
 */
export function terminals(
  kinds: TerminalKind[],
  reason?: Reason,
): CapabilityFacet {
  return reason
    ? { id: 'terminal', offered: false, reason }
    : { id: 'terminal', offered: true, terminals: kinds };
}
