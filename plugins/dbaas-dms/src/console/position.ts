/** Line and column, from 1, of a place in a text, from 0. */
export function lineAndColumn(
  text: string,
  index: number,
): { line: number; column: number } {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: before[before.length - 1].length + 1 };
}

/**
 * Where in a text a server means by a position: servers count characters from
 * 1, the browser counts UTF-16 units from 0.
 */
export function indexOfPosition(text: string, position: number): number {
  let index = 0;
  let left = Math.max(0, position - 1);
  for (const character of text) {
    if (left === 0) break;
    left -= 1;
    index += character.length;
  }
  return index;
}
