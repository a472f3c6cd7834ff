import { InputError } from '@backstage/errors';

const ESCAPES: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  a: '\x07',
};

/**
 * Splits a command line into arguments by the rules that redis-cli users
 * know: double quotes with escapes, single quotes without, blanks between.
 * A second line is refused: one statement is one command.
 */
export function splitCommand(line: string): string[] {
  const text = line.trim();
  const args: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at])) {
      if (text[at] === '\n') {
        throw new InputError('One command at a time: found a second line');
      }
      at++;
      continue;
    }
    const [arg, end] = readArgument(text, at);
    args.push(arg);
    at = end;
  }
  if (args.length === 0) {
    throw new InputError('There is no command');
  }
  return args;
}

function readArgument(text: string, from: number): [string, number] {
  const quote = text[from];
  if (quote === '"' || quote === "'") {
    return readQuoted(text, from, quote);
  }
  let end = from;
  while (end < text.length && !/\s/.test(text[end])) {
    end++;
  }
  return [text.slice(from, end), end];
}

function readQuoted(
  text: string,
  from: number,
  quote: string,
): [string, number] {
  let value = '';
  let at = from + 1;
  while (at < text.length && text[at] !== quote) {
    if (text[at] === '\\' && at + 1 < text.length) {
      const [char, length] = readEscape(text, at, quote);
      value += char;
      at += length;
    } else {
      value += text[at];
      at++;
    }
  }
  if (at >= text.length) {
    throw new InputError(`The ${quote} at ${from + 1} is not closed`);
  }
  if (at + 1 < text.length && !/\s/.test(text[at + 1])) {
    throw new InputError(`A blank must follow the ${quote} at ${at + 1}`);
  }
  return [value, at + 1];
}

function readEscape(text: string, at: number, quote: string): [string, number] {
  const next = text[at + 1];
  if (quote === "'") {
    return next === "'" ? ["'", 2] : ['\\', 1];
  }
  const hex = /^\\x([0-9a-fA-F]{2})/.exec(text.slice(at, at + 4));
  if (hex) {
    return [String.fromCharCode(parseInt(hex[1], 16)), 4];
  }
  return [ESCAPES[next] ?? next, 2];
}
