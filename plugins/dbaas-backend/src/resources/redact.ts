import { JsonObject, JsonValue } from '@backstage/types';
import { FieldDifference, PathSegment } from '@dbaas-portal/plugin-dbaas-node';

/** Stands for what is not shown. */
export const HIDDEN = '***';

/** Of a longer text nobody reads more, and patterns over it take their time. */
const MAX_TEXT = 65_536;

const SECRET_NAME =
  /(password|passwd|passphrase|_pass|pwd|secret|token|credentials?|api[_-]?key|private[_-]?key|access[_-]?key|secret[_-]?key|connection[_-]?string|dsn|requirepass|masterauth)$/i;

/** Names what is to be filled in, and is no secret itself. */
const PLACEHOLDER = /^\$\{secret:[^}]*\}$/;

const OPTION = /^--?[\w-]{1,80}$/;

const IN_TEXT: Array<[RegExp, string]> = [
  [/([a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]{0,200}):[^\s@/]{1,200}@/gi, `$1:***@`],
  [
    /(?<!\$\{)((?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|private[_-]?key|access[_-]?key)["']?\s{0,8}[=:]\s{0,8}["']?)(?!\$\{)[^\s"',;]{1,1000}/gi,
    `$1${HIDDEN}`,
  ],
  [
    /((?:requirepass|masterauth)\s{1,8}["']?)(?!\$\{)[^\s"']{1,1000}/gi,
    `$1${HIDDEN}`,
  ],
  [
    /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,20000}?-----END [A-Z ]{0,30}PRIVATE KEY-----/g,
    HIDDEN,
  ],
];

/** Annotations that repeat the object as somebody once wrote it. */
const REPEATING = /last-applied-configuration$/;

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isSecret = (name: string) => SECRET_NAME.test(name);

function redactText(text: string): string {
  const shown = IN_TEXT.reduce(
    (rest, [pattern, instead]) => rest.replace(pattern, instead),
    text.slice(0, MAX_TEXT),
  );
  return text.length > MAX_TEXT ? `${shown}…` : shown;
}

/** What follows an option that asks for a secret is one. */
function redactList(list: JsonValue[]): JsonValue[] {
  return list.map((item, i) => {
    const before = list[i - 1];
    const option =
      typeof before === 'string' && OPTION.test(before) && isSecret(before);
    return option && typeof item === 'string' ? HIDDEN : redactValue(item);
  });
}

function redactPair(
  name: string,
  value: JsonValue | undefined,
): JsonValue | undefined {
  if (value === undefined) {
    return undefined;
  }
  return typeof value === 'string' && isSecret(name) && !PLACEHOLDER.test(value)
    ? HIDDEN
    : redactValue(value);
}

function redactObject(object: JsonObject): JsonObject {
  // `{name, value}`: a variable of the environment, a parameter.
  const { name } = object;
  const named = typeof name === 'string' ? name : '';
  return Object.fromEntries(
    Object.entries(object)
      .filter(([key]) => key !== 'managedFields' && !REPEATING.test(key))
      .map(([key, value]) => [
        key,
        redactPair(key === 'value' && named ? named : key, value),
      ]),
  );
}

function redactValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') {
    return redactText(value);
  }
  if (Array.isArray(value)) {
    return redactList(value);
  }
  return isObject(value) ? redactObject(value) : value;
}

/** An object without what looks like a secret. */
export function redact(object: JsonObject): JsonObject {
  return redactObject(object);
}

/** By which name a field is known: its own, or that of the item it stands in. */
function nameOf(path: PathSegment[]): string {
  const [before, last] = path.slice(-2);
  if (last === 'value' && typeof before === 'object') {
    return before.value;
  }
  const names = path.filter(segment => typeof segment === 'string');
  return names[names.length - 1] ?? '';
}

/** A difference without what looks like a secret: that they differ is told. */
export function redactField(field: FieldDifference): FieldDifference {
  const name = nameOf(field.path);
  const is = redactPair(name, field.is);
  const wanted = redactPair(name, field.wanted);
  return {
    ...field,
    ...(is === undefined ? {} : { is }),
    ...(wanted === undefined ? {} : { wanted }),
  };
}
