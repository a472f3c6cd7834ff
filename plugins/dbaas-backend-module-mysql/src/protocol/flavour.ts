/** Where one server of the family writes or names things its own way. */
export type Flavour = {
  /** Whether a server is of this flavour, by its `VERSION()`. */
  recognises(version: string): boolean;
  /** Bounds the statements of a session; the server ends what takes longer. */
  limitStatements(ms: number): string;
  /** The clause that sets a password, without the password in the binlog. */
  identified(password: string): string;
  /** `name` and `locked` (`Y` or `N`) of all logins with host `%`. */
  users: string;
  /** The table of connections, with `id` and `user`. */
  connections: string;
  replication: {
    status: string;
    /** Columns of `status`. */
    columns: {
      receiving: string;
      applying: string;
      lag: string;
      port: string;
    };
    /** `position`: all that this server has. */
    position: string;
    /** `result` is 0 once a replica has all of `position`. */
    awaitPosition(position: string, seconds: number): string;
    follow(source: {
      port: number;
      user: string;
      password: string;
      /** File of the authority that vouches for it; absent: no TLS. */
      authority?: string;
      /** It was a primary until now. */
      demote: boolean;
    }): string[];
    /** Ends following, and forgets whom. */
    leave: string[];
  };
  /** Where a server can fill itself with all that another one has. */
  copy?: CopyFlavour;
  /** Where servers can form a group that elects its primary by itself. */
  group?: GroupFlavour;
};

/** How a server takes over the data of another one, and restarts with them. */
export type CopyFlavour = {
  /** `state` of the last copy; no row where there was none. */
  state: string;
  completed: string;
  from(source: {
    port: number;
    user: string;
    password: string;
    tls: boolean;
  }): string[];
  /** The number of the error that says: copied, but ended, not restarted. */
  ended: number;
};

/** How a server speaks of the group that it is, or shall be, a member of. */
export type GroupFlavour = {
  /**
   * `state`, `role` and `own` (`1` or `0`) of each member as this server sees
   * it. Empty where the server is made for no group.
   */
  members: string;
  /** `waiting`: transactions that it has received and not applied yet. */
  backlog: string;
  /** `position`: what it has applied, and what it has only received. */
  position: string;
  /** `result` is 1 where all of `part` is in `whole`. */
  contains(whole: string, part: string): string;
  /** By which login it gets what it lacks from the others. */
  recoverBy(login: { user: string; password: string }): string;
  join: string;
  leave: string;
  /** Begins the group with this member alone. */
  bootstrap: { on: string; off: string };
  /** Makes it the primary; `seconds` for what still runs on the old one. */
  lead(seconds: number): string;
  /** The number of the error that says that it is in the group, or joins. */
  alreadyJoining: number;
};
