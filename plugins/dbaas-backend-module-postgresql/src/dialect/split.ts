/** One statement of a script and where it begins, counted from 0. */
export type Statement = { text: string; offset: number };

const DOLLAR_QUOTE = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;

function endOfQuoted(sql: string, start: number, escapes: boolean): number {
  const quote = sql[start];
  for (let i = start + 1; i < sql.length; i++) {
    if (escapes && sql[i] === '\\') {
      i++;
    } else if (sql[i] === quote) {
      if (sql[i + 1] !== quote) {
        return i + 1;
      }
      i++;
    }
  }
  return sql.length;
}

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

function endOfDollarQuoted(sql: string, start: number): number | undefined {
  DOLLAR_QUOTE.lastIndex = start;
  const tag = DOLLAR_QUOTE.exec(sql)?.[0];
  if (!tag) {
    return undefined;
  }
  const end = sql.indexOf(tag, start + tag.length);
  return end < 0 ? sql.length : end + tag.length;
}

/**
 * The end of what stands at `start` and is not code: a comment, a string or a
 * quoted name. Undefined where code stands.
 */
function endOfOpaque(sql: string, start: number): number | undefined {
  if (sql.startsWith('--', start)) {
    const end = sql.indexOf('\n', start);
    return end < 0 ? sql.length : end + 1;
  }
  if (sql.startsWith('/*', start)) {
    return endOfComment(sql, start);
  }
  if (sql[start] === "'" || sql[start] === '"') {
    return endOfQuoted(sql, start, false);
  }
  if (/[eE]/.test(sql[start]) && sql[start + 1] === "'") {
    return endOfQuoted(sql, start + 1, true);
  }
  return sql[start] === '$' ? endOfDollarQuoted(sql, start) : undefined;
}

function isComment(sql: string, start: number): boolean {
  return sql.startsWith('--', start) || sql.startsWith('/*', start);
}

/**
 * Splits a script into its statements at the semicolons that end one: not in
 * strings, quoted names, comments, parentheses (a rule's actions) or the body
 * of a `BEGIN ATOMIC` function. Statements of nothing but comments are left
 * out.
 */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = [];
  let begin = 0;
  let first = -1;
  let parentheses = 0;
  let blocks = 0;
  let lastWord = '';
  const finish = (end: number) => {
    if (first >= 0) {
      statements.push({ text: sql.slice(first, end).trimEnd(), offset: first });
    }
    begin = end + 1;
    first = -1;
    parentheses = 0;
    blocks = 0;
    lastWord = '';
  };
  for (let i = 0; i < sql.length; ) {
    const end = endOfOpaque(sql, i);
    if (end !== undefined) {
      if (first < 0 && !isComment(sql, i)) {
        first = i;
      }
      i = end;
      continue;
    }
    if (first < 0 && !/\s|;/.test(sql[i])) {
      first = i;
    }
    WORD.lastIndex = i;
    const word = WORD.exec(sql)?.[0].toUpperCase();
    if (word) {
      if (word === 'ATOMIC' && lastWord === 'BEGIN') {
        blocks = 1;
      } else if (word === 'CASE' && blocks > 0) {
        blocks++;
      } else if (word === 'END' && blocks > 0) {
        blocks--;
      }
      lastWord = word;
      i += word.length;
      continue;
    }
    if (sql[i] === '(') {
      parentheses++;
    } else if (sql[i] === ')') {
      parentheses = Math.max(0, parentheses - 1);
    } else if (sql[i] === ';' && parentheses === 0 && blocks === 0) {
      finish(i);
    }
    i++;
  }
  if (begin < sql.length) {
    finish(sql.length);
  }
  return statements;
}

/** The first word of a statement in capitals, e.g. `SELECT`. */
export function firstKeyword(statement: string): string | undefined {
  for (let i = 0; i < statement.length; ) {
    if (isComment(statement, i)) {
      i = endOfOpaque(statement, i) ?? statement.length;
    } else if (/[\s(;]/.test(statement[i])) {
      i++;
    } else {
      WORD.lastIndex = i;
      return WORD.exec(statement)?.[0].toUpperCase();
    }
  }
  return undefined;
}
