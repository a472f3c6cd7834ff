export const audit = {
  title: 'Audit',
  subtitle: 'Who did what, when, and how it ended',
  retention: 'Kept for {{days}} days',
  filter: {
    actor: 'Person or service',
    action: 'Action',
    outcome: 'Outcome',
    tenant: 'Tenant',
    instance: 'Database (uid)',
    from: 'From',
    to: 'Until',
  },
  column: {
    at: 'When',
    actor: 'Who',
    action: 'Did what',
    outcome: 'Outcome',
    tenant: 'Tenant',
    instance: 'Database',
    details: 'Details',
  },
  outcome: {
    succeeded: 'Succeeded',
    failed: 'Failed',
    denied: 'Denied',
  },
  exportCsv: 'Export CSV',
  exportNdjson: 'Export NDJSON',
  empty: {
    title: 'Nothing was recorded',
    text: 'Every change and every reading of data is recorded here.',
  },
  noMatch: {
    title: 'No record matches the filters',
    text: 'Take filters away, or choose a longer time.',
  },
} as const;
