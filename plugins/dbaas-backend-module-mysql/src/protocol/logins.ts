import {
  SECRET_ADMIN,
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
  SECRET_REPLICATION,
} from '@dbaas-portal/plugin-dbaas-node';

/** Names with this prefix belong to the portal; users cannot take them. */
export const RESERVED_PREFIX = 'dbaas_';

/** The portal's own logins, by the name of their secret. */
export const PORTAL_LOGINS: Readonly<Record<string, string>> = {
  [SECRET_ADMIN]: 'dbaas_admin',
  [SECRET_REPLICATION]: 'dbaas_replication',
  [SECRET_CONSOLE_READ]: 'dbaas_console_read',
  [SECRET_CONSOLE_WRITE]: 'dbaas_console_write',
};

/** Logins by which an operator works; no user of the portal has such a name. */
export const OPERATOR_LOGINS = ['root', 'repl'];

/** Whether a login is the portal's own. */
export function isPortalLogin(user: string): boolean {
  return user.toLowerCase().startsWith(RESERVED_PREFIX);
}

/** Whether a login was made for people and their applications. */
export function isUserLogin(user: string): boolean {
  return !isPortalLogin(user) && !OPERATOR_LOGINS.includes(user.toLowerCase());
}
