/**
 * A login. Never leaves the backend but through an audited reveal.
 *
 * @public
 */
export type Credential = {
  username: string;
  password: string;
  /** The one before the last rotation, while both are valid. */
  previous?: string;
};

/**
 * Keeps the credentials of instances. `name` is unique within an instance,
 * e.g. `admin`, `user-app`.
 *
 * @public
 */
export interface SecretStore {
  get(uid: string, name: string): Promise<Credential | undefined>;
  put(uid: string, name: string, credential: Credential): Promise<void>;
  delete(uid: string, name: string): Promise<void>;
  /** Deletes all secrets of an instance. */
  deleteAll(uid: string): Promise<void>;
}

/** Names of secrets that the portal itself uses. @public */
export const SECRET_ADMIN = 'admin';
/** @public */
export const SECRET_REPLICATION = 'replication';
/** The console's login that can only read. @public */
export const SECRET_CONSOLE_READ = 'console-read';
/** The console's login that can read and write. @public */
export const SECRET_CONSOLE_WRITE = 'console-write';

/** The secret of a database user. @public */
export function secretOfUser(user: string): string {
  return `user-${user}`;
}
