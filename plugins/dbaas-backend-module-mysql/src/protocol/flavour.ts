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
      /** It was a primary until now. */
      demote: boolean;
    }): string[];
    /** Ends following, and forgets whom. */
    leave: string[];
  };
};
