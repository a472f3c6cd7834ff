import { InputError } from '@backstage/errors';

/**
 * The longest name in bytes. The server cuts longer ones silently, so that
 * two names could become one: they are refused here instead.
 */
const MAX_IDENTIFIER_BYTES = 63;

/** Quotes a name for use in a statement, whatever it holds. */
export function quoteIdentifier(name: string): string {
  if (name === '' || name.includes('\0')) {
    throw new InputError('A name may not be empty or hold a null character');
  }
  if (Buffer.byteLength(name) > MAX_IDENTIFIER_BYTES) {
    throw new InputError(`A name has at most ${MAX_IDENTIFIER_BYTES} bytes`);
  }
  return `"${name.replace(/"/g, '""')}"`;
}

/**
 * Quotes a text value. A backslash makes it an escape string, so that the
 * result is right whatever `standard_conforming_strings` says.
 */
export function quoteLiteral(value: string): string {
  if (value.includes('\0')) {
    throw new InputError('A text may not hold a null character');
  }
  const quoted = `'${value.replace(/'/g, "''")}'`;
  return value.includes('\\') ? `E${quoted.replace(/\\/g, '\\\\')}` : quoted;
}
