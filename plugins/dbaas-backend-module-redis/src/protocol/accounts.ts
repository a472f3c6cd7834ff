import { Accounts } from '@dbaas-portal/plugin-dbaas-common';
import { isPortalLogin } from './logins';

/** Sends a command and gives its reply. */
type Ask = (args: string[]) => Promise<unknown>;

/**
 * What tells the levels apart, the widest first. The server rewrites the rules
 * of a user when it stores them, so it is asked what the user may do instead.
 */
const TELLING: Array<[level: string, command: string[]]> = [
  ['owner', ['KEYS', '*']],
  ['write', ['SET', 'key', 'value']],
  ['read', ['GET', 'key']],
];

async function levelOf(ask: Ask, user: string): Promise<string | undefined> {
  for (const [level, command] of TELLING) {
    if ((await ask(['ACL', 'DRYRUN', user, ...command])) === 'OK') {
      return level;
    }
  }
  return undefined;
}

/** Reads the users that the server knows, without the portal's own. */
export async function readAccounts(ask: Ask): Promise<Accounts> {
  const list = await ask(['ACL', 'LIST']);
  const lines = Array.isArray(list) ? list.map(String) : [];
  const users: Accounts['users'] = [];
  for (const line of lines) {
    const [, name = '', ...words] = line.split(' ');
    if (name === '' || isPortalLogin(name)) {
      continue;
    }
    const level = await levelOf(ask, name);
    users.push({
      name,
      locked: words.includes('off'),
      grants: level ? [{ database: '*', level }] : [],
      managed: name !== 'default',
    });
  }
  return { databases: [], users };
}
