export const request = {
  identity: {
    title: 'What it is',
    tenant: 'Tenant',
    name: 'Name',
    environment: 'Environment',
    description: 'What it is for',
  },
  engine: {
    title: 'Engine',
    version: 'Version',
    location: 'Location',
  },
  shape: {
    title: 'Topology',
    available: 'Goes on serving when a member is lost',
    notAvailable: 'Stops serving when its member is lost',
    total: 'All {{members}} members together: {{total}}',
  },
  access: {
    title: 'First database and user',
    hint: 'The password is made for you; you can read it on the page of the database.',
    database: 'Database',
    user: 'User',
    tls: 'Encrypt connections (TLS)',
  },
  ownership: {
    title: 'Who answers for it',
    owner: 'Owner',
    dependants: 'Component that depends on it',
    dependantsHint:
      'Shown in the catalog, and told before somebody deletes it.',
    expiresAt: 'Ends on',
    expiresHint: 'Empty: no end. The owner is told before.',
    protected: 'Protect it from deletion',
  },
  parameters: {
    title: 'Parameters',
    allDefault: 'All by default',
    set: '{{number}} set',
    show: 'Show {{number}} parameters',
    hide: 'Hide parameters',
  },
  preview: {
    title: 'What would be made',
    failed: 'The check failed. You can go on; it is checked again then.',
  },
  noTenant: {
    title: 'There is no tenant in which you may ask for databases',
    text: 'Ask the owner of your team’s tenant to make you a member, or the platform team for a tenant.',
  },
  noEngine: {
    title: 'No engine is offered',
    text: 'The platform team has installed no engine yet.',
  },
} as const;
