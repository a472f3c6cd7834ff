import { DatabaseError } from '@dbaas-portal/plugin-dbaas-node';
import { headOf, HIDDEN } from '../dialect';
import { REFUSED } from './errors';

/** What a read-only run may begin with. */
const READING = new Set([
  'SELECT',
  'WITH',
  'TABLE',
  'VALUES',
  'SHOW',
  'DESCRIBE',
  'DESC',
  'EXPLAIN',
  'HELP',
]);

/**
 * What would change or disturb the login itself, which the console's users
 * share. Servers let every login do this to itself.
 */
const OF_THE_LOGIN = new Set(['SET PASSWORD', 'ALTER USER', 'KILL']);

const refuse = (message: string) => new DatabaseError(message, REFUSED);

/**
 * Refuses by a statement's first words what neither the rights of the login
 * nor a read-only transaction keep back: account statements on oneself, KILL
 * of one's own connections, statements that end the transaction.
 */
export function guard(
  statement: string,
  options: { readOnly: boolean; portalLogin: boolean },
): void {
  const [first = '', second = ''] = headOf(statement);
  if (!options.readOnly && !options.portalLogin) {
    return;
  }
  if (first === HIDDEN) {
    throw refuse('A statement must not begin with a comment that is executed');
  }
  if (options.readOnly && !READING.has(first)) {
    throw refuse(`Only reading is allowed here, not ${first || 'this'}`);
  }
  if (OF_THE_LOGIN.has(first) || OF_THE_LOGIN.has(`${first} ${second}`)) {
    throw refuse(`The console does not run ${first} ${second}`.trimEnd());
  }
}
