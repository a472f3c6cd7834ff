export const instances = {
  title: 'Databases',
  subtitle: 'All databases that you may see',
  request: 'Request a database',
  searchLabel: 'Search by name, tenant or description',
  column: {
    name: 'Name',
    health: 'Health',
    engine: 'Engine',
    tenant: 'Tenant',
    environment: 'Environment',
    topology: 'Members',
    location: 'Location',
    owner: 'Owner',
    size: 'Size per member',
    createdAt: 'Created',
  },
  membersReady: '{{ready}} of {{all}} ready',
  phase: {
    creating: 'being created',
    active: 'active',
    deleting: 'being deleted',
  },
  healthCounts: 'Databases by health',
  total: '{{total}} in all',
  sortBy: 'Sort by {{column}}',
  empty: {
    title: 'No databases yet',
    text: 'Ask for your first one: it takes about a minute, and you choose engine, size and who may use it.',
    noTenant:
      'You belong to no tenant yet. Ask the platform team for one, or to be made a member of your team’s.',
  },
  noMatch: {
    title: 'Nothing matches the filters',
    text: 'Take filters away to see more.',
  },
} as const;
