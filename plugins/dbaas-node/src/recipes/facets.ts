import {
  CapabilityFacet,
  LocalizedText,
  OperationFacet,
  OperationKind,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';

/**
 * An operation that is offered.
 *
 * @public
 */
export function offer(
  kind: OperationKind,
  options: { effect?: LocalizedText; interrupts?: boolean } = {},
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
