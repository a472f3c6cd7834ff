/**
 * Command rules of the levels that users can have. Order counts: what is taken
 * away last stays away. `+@connection` would bring CLIENT KILL and PAUSE; they
 * are in `@dangerous`, which is taken away after it.
 */
export const LEVELS: Record<string, string[]> = {
  read: [
    '-@all',
    '+@read',
    '+@connection',
    '+@pubsub',
    '-publish',
    '-spublish',
    '-@dangerous',
    '+info',
  ],
  write: ['+@all', '-@admin', '-@dangerous', '+info'],
  owner: ['+@all', '-@admin', '-migrate', '-restore-asking'],
};

/**
 * What the console's logins may do. No blocking command (it would hold the
 * connection), none that stops the server for the others, none that reaches
 * other clients.
 */
const CONSOLE_BASE = [
  '-@dangerous',
  '-@blocking',
  // FUNCTION LOAD and the like count as writes.
  '-@scripting',
  '+ping',
  '+echo',
  '+info',
  '+client|setname',
  '+client|id',
];

export const CONSOLE_READ = ['-@all', '+@read', ...CONSOLE_BASE];
export const CONSOLE_WRITE = ['-@all', '+@read', '+@write', ...CONSOLE_BASE];

/** What replicas and Sentinels need of the others. */
export const REPLICATION = [
  '-@all',
  '+psync',
  '+replconf',
  '+ping',
  '+multi',
  '+slaveof',
  '+replicaof',
  '+exec',
  '+info',
  '+role',
  '+publish',
  '+subscribe',
  '+failover',
  '+config|rewrite',
  '+client|setname',
  '+client|kill',
  '+script|kill',
  '+auth',
];

/** What clients of a Sentinel need to find the primary. */
export const DISCOVERY = [
  '-@all',
  '+ping',
  '+auth',
  '+hello',
  '+subscribe',
  '+psubscribe',
  '+client|setname',
  '+client|id',
  '+sentinel|get-master-addr-by-name',
  '+sentinel|master',
  '+sentinel|masters',
  '+sentinel|replicas',
  '+sentinel|sentinels',
];
