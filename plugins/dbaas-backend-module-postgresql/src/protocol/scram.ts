import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

const ITERATIONS = 4096;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/**
 * The verifier that the server stores for a password (RFC 5803). Sent in its
 * place, so that the password itself never reaches the server's log, whatever
 * `log_statement` says.
 */
export function scramVerifier(password: string): string {
  const salt = randomBytes(SALT_BYTES);
  const salted = pbkdf2Sync(
    password.normalize('NFKC'),
    salt,
    ITERATIONS,
    KEY_BYTES,
    'sha256',
  );
  const key = (name: string) =>
    createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(key('Client Key')).digest();
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString(
    'base64',
  )}$${stored.toString('base64')}:${key('Server Key').toString('base64')}`;
}
