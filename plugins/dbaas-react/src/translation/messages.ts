/** English is the source; `zh.ts` has to hold every key of it. */
export const messages = {
  health: {
    green: 'Healthy',
    yellow: 'Degraded',
    red: 'Down',
    grey: 'Unknown or stopped',
    describe: 'Health: {{health}}',
  },
  role: {
    primary: 'Primary',
    replica: 'Replica',
    arbiter: 'Arbiter',
    proxy: 'Proxy',
    sentinel: 'Sentinel',
    unknown: 'Unknown',
  },
  environment: {
    development: 'Development',
    test: 'Test',
    staging: 'Staging',
    production: 'Production',
  },
  kind: {
    create: 'Create',
    restart: 'Restart',
    stop: 'Stop',
    start: 'Start',
    'set-parameters': 'Change parameters',
    resize: 'Change size',
    scale: 'Change number of members',
    switchover: 'Switch over',
    'move-member': 'Move a member',
    upgrade: 'Upgrade',
    'create-database': 'Create database',
    'drop-database': 'Drop database',
    'create-user': 'Create user',
    'alter-user': 'Change user',
    'drop-user': 'Drop user',
    'rotate-password': 'Rotate password',
    delete: 'Delete',
  },
  activity: {
    describe: '{{kind}}: {{state}}, {{percent}} %',
  },
  state: {
    pending: 'Waiting',
    running: 'Running',
    succeeded: 'Succeeded',
    failed: 'Failed',
    cancelled: 'Cancelled',
    skipped: 'Skipped',
  },
  resource: {
    cpuMillis: 'CPU',
    memoryMib: 'Memory',
    storageMib: 'Storage',
    instances: 'Databases',
    cores: '{{value}} CPU',
    storage: '{{amount}} storage',
    unlimited: 'no limit',
    ofQuota: '{{used}} of {{quota}}',
    left: '{{free}} left',
    over: '{{over}} too much',
    withRequest: 'with this request: {{amount}}',
  },
  reason: {
    cure: 'What to do:',
  },
  error: {
    title: 'This could not be loaded',
    actionTitle: 'This could not be done',
    retry: 'Try again',
    technical: 'Technical details',
    offline:
      'The portal’s backend does not answer. Check your connection; if others see this too, tell the platform team.',
    signedOut: 'Your session has ended. Sign in again.',
    forbidden:
      'You may not see this. Ask the owner of the tenant or the platform team for access.',
    notFound:
      'It is not there any more, or it is not yours to see. Ask the owner of the tenant if you expected to see it.',
    conflict:
      'Something else changed it meanwhile. Load it again and repeat your change.',
    server:
      'The backend failed. Try again; if it stays so, tell the platform team the details below.',
    stale:
      'Not up to date: the last reading failed. Shown is what was seen before.',
  },
  confirm: {
    label: 'Type {{name}} to confirm',
    mismatch: 'This is not the name',
    cancel: 'Cancel',
  },
  steps: {
    title: 'Steps',
    none: 'No steps are planned yet.',
    events: 'Events',
    noEvents: 'Nothing was noted.',
    took: 'took {{duration}}',
    since: 'for {{duration}}',
    level: {
      info: 'Information',
      warning: 'Warning',
      error: 'Error',
    },
  },
  time: {
    justNow: 'just now',
    unknown: 'unknown',
  },
  copy: 'Copy {{what}}',
  copied: 'Copied',
  close: 'Close',
} as const;
