import { createHash } from 'crypto';

/**
 * Removes whatever may be a value: comments, quoted text, numbers. What quotes
 * mean differs between engines, so all quoted text counts as a value, names
 * in quotes too.
 */
export function normalizeStatement(statement: string): string {
  return statement
    .replace(/\/\*[\s\S]*?(\*\/|$)/g, ' ')
    .replace(/(--|#)[^\n]*/g, ' ')
    .replace(/\$(\w*)\$[\s\S]*?(\$\1\$|$)/g, '?')
    .replace(/'(?:[^'\\]|\\[\s\S]|'')*('|$)/g, '?')
    .replace(/"(?:[^"\\]|\\[\s\S]|"")*("|$)/g, '?')
    .replace(/`(?:[^`]|``)*(`|$)/g, '?')
    .replace(/\b\d[\w.]*\b/g, '?')
    .replace(/\?(\s*,\s*\?)+/g, '?')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/**
 * What the audit keeps of a statement: its first word and a hash of its shape,
 * by which equal statements are found again. Never its text. The values of
 * commands have no quotes to be known by, so their shape is the first word and
 * the number of the rest.
 */
export function fingerprintOf(
  statement: string,
  kind: 'sql' | 'command',
): { verb: string; fingerprint: string } {
  const words = statement.trim().split(/\s+/);
  const shape =
    kind === 'sql'
      ? normalizeStatement(statement)
      : `${words[0].toLowerCase()} ${words.length - 1}`;
  const verb = /^[a-z]{1,20}\b/.exec(shape)?.[0] ?? '';
  const fingerprint = createHash('sha256').update(shape).digest('hex');
  return { verb, fingerprint: fingerprint.slice(0, 16) };
}
