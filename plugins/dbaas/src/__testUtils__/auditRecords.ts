import { NOW } from './instances';

const at = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

/** Sixty records, one for each outcome in turn. */
export function sampleAudit() {
  const outcomes = ['succeeded', 'denied', 'failed'] as const;
  return {
    items: Array.from({ length: 60 }, (_, n) => ({
      id: `audit-${n}`,
      at: at(n * 7),
      actor: 'user:default/dora',
      action: n % 2 ? 'credential-reveal' : 'instance-create',
      outcome: outcomes[n % 3],
      tenant: 'shop',
      instance: { uid: 'uid-0', name: 'orders' },
      details: { user: 'app', address: '127.0.0.1' },
    })),
    retentionDays: 365,
  };
}
