const HIDDEN = '•••';

/**
 * Shorter ones are words: hiding them would hide half of a log, and nothing that
 * the portal makes is as short.
 */
const LEAST = 6;

/** A literal, to its end or to that of the line, which may have been cut. */
const LITERAL = String.raw`(?:[EUN]?'(?:[^'\\]|''|\\.)*(?:'|$)|\\?"(?:[^"\\]|""|\\[^"])*(?:\\?"|$)|\$(\w*)\$.*?(?:\$\2\$|$))`;
const SPACE = String.raw`(?:\s|\\[nrt])`;

/** What statements say before a password: `PASSWORD '…'`, `IDENTIFIED BY '…'`. */
const STATEMENTS = new RegExp(
  String.raw`(\b\w*(?:PASSWORD|PASSWD|IDENTIFIED${SPACE}+(?:WITH${SPACE}+\S+${SPACE}+)?(?:BY|AS)|USING)(?:${SPACE}+(?:FOR${SPACE}+[^=]{1,200}|PASSWORD|TO|AS))?${SPACE}*[=(:]?${SPACE}*)${LITERAL}`,
  'gi',
);
/** Settings that carry one: `password=…` of a connection string, Redis’ own. */
const SETTINGS =
  /\b((?:\w*(?:password|passwd)=|(?:requirepass|masterauth) ))([^\s'",;&)]+)/gi;
/** `scheme://user:password@host`. */
const ADDRESSES = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]{0,128}:)[^\s/@]+@/gi;

/**
 * A line without the passwords that the portal knows, wherever they stand, and
 * without what stands where statements and settings carry one.
 */
export function redact(text: string, known: readonly string[]): string {
  return [...known]
    .filter(password => password.length >= LEAST)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, password) => rest.split(password).join(HIDDEN), text)
    .replace(STATEMENTS, `$1${HIDDEN}`)
    .replace(SETTINGS, `$1${HIDDEN}`)
    .replace(ADDRESSES, `$1${HIDDEN}@`);
}
