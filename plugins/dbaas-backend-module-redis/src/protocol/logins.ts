import {
  SECRET_ADMIN,
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
  SECRET_REPLICATION,
} from '@dbaas-portal/plugin-dbaas-node';

/** The portal's own logins, by the name of their secret. */
export const PORTAL_LOGINS: Readonly<Record<string, string>> = {
  [SECRET_ADMIN]: 'dbaas-admin',
  [SECRET_REPLICATION]: 'dbaas-replication',
  [SECRET_CONSOLE_READ]: 'dbaas-console-read',
  [SECRET_CONSOLE_WRITE]: 'dbaas-console-write',
};

const NAMES = new Set(Object.values(PORTAL_LOGINS));

/** Whether a login is the portal's own. */
export function isPortalLogin(name: string): boolean {
  return NAMES.has(name);
}
