/** What a statement begins with when its first word is not to be seen. */
export const HIDDEN = '/*!';

const IGNORED =
  /^(?:\s+|\(|#[^\n]*(?:\n|$)|--(?:[^\S\n][^\n]*)?(?:\n|$)|\/\*(?!!|M!)[\s\S]*?\*\/)/;

/**
 * The first words of a statement, upper case, without comments before them.
 * A comment that the server executes (`/*! … *\/`) hides what comes: `HIDDEN`.
 */
export function headOf(statement: string): string[] {
  let rest = statement;
  const words: string[] = [];
  while (words.length < 2) {
    const ignored = IGNORED.exec(rest);
    if (ignored) {
      rest = rest.slice(ignored[0].length);
      continue;
    }
    if (/^\/\*/.test(rest)) {
      return [HIDDEN];
    }
    const word = /^[A-Za-z_]+/.exec(rest)?.[0];
    if (!word) {
      return words;
    }
    words.push(word.toUpperCase());
    rest = rest.slice(word.length);
  }
  return words;
}
