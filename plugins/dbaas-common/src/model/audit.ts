/**
 * One row of the append-only audit table.
 *
 * @public
 */
export type AuditRecord = {
  id: string;
  at: string;
  actor: string;
  /** e.g. `instance-create`, `credential-reveal`, `statement-run`. */
  action: string;
  outcome: 'succeeded' | 'failed' | 'denied';
  tenant?: string;
  instance?: { uid: string; name: string };
  /** What was asked; never results or secrets. */
  details: Record<string, string | number | boolean | null>;
};
