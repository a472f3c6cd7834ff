const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;

/** Block comments nest in PostgreSQL. */
function endOfComment(sql: string, start: number): number {
  let depth = 0;
  for (let i = start; i < sql.length; i++) {
    if (sql.startsWith('/*', i)) {
      depth++;
      i++;
    } else if (sql.startsWith('*/', i)) {
      depth--;
      i++;
      if (depth === 0) {
        return i + 1;
      }
    }
  }
  return sql.length;
}

/** The end of the comment that stands at `start`, if one does. */
function endOfAnyComment(sql: string, start: number): number | undefined {
  if (sql.startsWith('--', start)) {
    const end = sql.indexOf('\n', start);
    return end < 0 ? sql.length : end + 1;
  }
  return sql.startsWith('/*', start) ? endOfComment(sql, start) : undefined;
}

/** The first word of a statement in capitals, e.g. `SELECT`. */
export function firstKeyword(statement: string): string | undefined {
  for (let i = 0; i < statement.length; ) {
    const end = endOfAnyComment(statement, i);
    if (end !== undefined) {
      i = end;
    } else if (/[\s(;]/.test(statement[i])) {
      i++;
    } else {
      WORD.lastIndex = i;
      return WORD.exec(statement)?.[0].toUpperCase();
    }
  }
  return undefined;
}
