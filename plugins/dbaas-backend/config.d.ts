export interface Config {
  /** Databases as a service. */
  dbaas?: {
    access?: {
      /**
       * What services may do. Backstage lets service tokens pass every policy;
       * here a service has what is named for its subject, and nothing more.
       */
      services?: Array<{
        /**
         * The subject of the service's token, e.g. `plugin:catalog` for a
         * plugin of this portal or `external:pipeline` for a token of
         * `backend.auth.externalAccess`.
         */
        subject: string;
        /**
         * Names of permissions, e.g. `dbaas.instance.read`; `*` for all. What
         * a service may not read, it cannot change either.
         */
        permissions: string[];
        /** Names of tenants; `*` for all. */
        tenants: string[];
      }>;
    };
    audit?: {
      /** How long audit records are kept; 400 days when absent. */
      retentionDays?: number;
    };
    console?: {
      /** Rows of a result where the request names none; 1000 when absent. */
      defaultRows?: number;
      /** The most rows that a request may name; 100000 when absent. */
      maxRows?: number;
      /** The most bytes of a result; 64 MiB when absent. */
      maxBytes?: number;
      /** Seconds of a statement where the request names none; 30 when absent. */
      defaultTimeoutSeconds?: number;
      /** The most seconds that a request may name; 600 when absent. */
      maxTimeoutSeconds?: number;
      /** Statements of one person at once, on all instances; 5 when absent. */
      statementsPerUser?: number;
      /** Statements on one instance at once, of all people; 20 when absent. */
      statementsPerInstance?: number;
    };
    terminal?: {
      /**
       * Whether terminals into members are opened at all; false when absent.
       * A platform needs rights of its own for it, e.g. those of
       * `deploy/kubernetes/rbac-terminal.yaml`.
       */
      enabled?: boolean;
      /** One ends when nothing was typed for so long; 900 when absent. */
      idleSeconds?: number;
      /** One ends after so long in any case; 28800 when absent. */
      maxSeconds?: number;
      /** Terminals of one person at once; 5 when absent. */
      terminalsPerUser?: number;
      /** Terminals into one instance at once; 10 when absent. */
      terminalsPerInstance?: number;
    };

    logs?: {
      /** The most lines that a log is opened with; 5000 when absent. */
      maxLines?: number;
      /** Bytes of a log that one reader gets in a second; 1 MiB when absent. */
      maxBytesPerSecond?: number;
      /** Minutes that a log is followed at most; 60 when absent. */
      followMinutes?: number;
      /** Logs that one person reads at once, of each backend; 5 when absent. */
      perUser?: number;
      /** Logs that each backend reads at once, for all; 100 when absent. */
      concurrent?: number;
    };
    /**
     * Whether browsers are told of changes by signals. When absent: whether
     * the signals plugin runs in this backend. Set it where it runs elsewhere.
     */
    signals?: boolean;
    /**
     * Which controller serves an engine on a platform, where several can: by
     * engine, then by platform, e.g. `{ postgresql: { kubernetes:
     * 'cloudnative-pg' } }`.
     */
    controllers?: { [engine: string]: { [platform: string]: string } };
    operations?: {
      /** Operations that this backend carries out at once; 8 when absent. */
      concurrency?: number;
      /** After so long without a heartbeat another takes over; 30 when absent. */
      leaseSeconds?: number;
      /** 10 when absent; at most half of the lease. */
      heartbeatSeconds?: number;
      /** How often the ledger is looked at for work; 1 when absent. */
      pollSeconds?: number;
      /** How long idempotency keys are remembered; 30 when absent. */
      keepKeysDays?: number;
    };
    probes?: {
      /** Servers that are asked at once; 16 when absent. */
      concurrency?: number;
      /** How often servers are asked that are changing; 5 when absent. */
      activeSeconds?: number;
      /** How often all others are asked; 15 when absent. */
      idleSeconds?: number;
    };
    seed?: {
      /** Tenants that are made at start where they are not there yet. */
      tenants?: Array<{
        name: string;
        displayName: string;
        description?: string;
        /** Entity reference of the group that owns it. */
        owner: string;
        members?: Array<{
          /** Entity reference of a user or a group. */
          ref: string;
          role: 'owner' | 'member' | 'viewer';
        }>;
        /** By location; a tenant can only use locations that are named. */
        quotas: {
          [location: string]: {
            cpuMillis?: number;
            memoryMib?: number;
            storageMib?: number;
            instances?: number;
          };
        };
      }>;
    };
  };
}
