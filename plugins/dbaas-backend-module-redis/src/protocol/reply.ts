/** One line of a reply, numbered like redis-cli does. */
type Line = [string, string | null];

/**
 * Flattens a reply into rows of position and value: `1`, `2.1`, … A single
 * value has an empty position.
 */
export function rowsOfReply(reply: unknown): Line[] {
  const lines: Line[] = [];
  const visit = (value: unknown, position: string) => {
    if (Array.isArray(value)) {
      if (value.length === 0) {
        lines.push([position, '(empty)']);
      }
      value.forEach((item, i) =>
        visit(item, position ? `${position}.${i + 1}` : String(i + 1)),
      );
      return;
    }
    lines.push([position, textOf(value)]);
  };
  visit(reply, '');
  return lines;
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) {
    return null;
  }
  return Buffer.isBuffer(value) ? value.toString('utf8') : String(value);
}
