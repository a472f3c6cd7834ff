import { JsonObject, JsonValue } from '@backstage/types';
import { FieldDifference, PathSegment } from '../contracts';

/** Fields by which items of lists are usually known, the surest first. */
const KEYS = [
  'name',
  'id',
  'key',
  'path',
  'mountPath',
  'devicePath',
  'topologyKey',
  'containerPort',
  'port',
  'type',
  'ip',
  'uid',
];

/**
 * What does not count as a difference.
 *
 * @public
 */
export type DifferenceRules = {
  /** Whether two values that are written differently mean the same. */
  means?(is: JsonValue, wanted: JsonValue, path: PathSegment[]): boolean;
};

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const textOf = (value: JsonValue | undefined) =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : undefined;

/** By which of its fields each item is known, if there is such a one. */
function keyOf(...lists: JsonValue[][]): string | undefined {
  const isKey = (key: string) =>
    lists.every(list => {
      const values = list.map(item =>
        isObject(item) ? textOf(item[key]) : undefined,
      );
      return (
        !values.includes(undefined) && new Set(values).size === values.length
      );
    });
  return lists.some(list => list.length > 0) ? KEYS.find(isKey) : undefined;
}

function byKey(list: JsonValue[], key: string): Map<string, JsonValue> {
  return new Map(
    list.map(item => [(isObject(item) && textOf(item[key])) || '', item]),
  );
}

/** A difference without the sides that are not there. */
function difference(
  path: PathSegment[],
  is: JsonValue | undefined,
  wanted: JsonValue | undefined,
): FieldDifference {
  return {
    path,
    ...(is === undefined ? {} : { is }),
    ...(wanted === undefined ? {} : { wanted }),
  };
}

class Comparison {
  readonly found: FieldDifference[] = [];

  constructor(private readonly rules: DifferenceRules) {}

  compare(
    is: JsonValue | undefined,
    wanted: JsonValue | undefined,
    path: PathSegment[],
  ): void {
    // Nothing, said in two ways.
    const [there, asked] = [is ?? undefined, wanted ?? undefined];
    if (there === asked) {
      return;
    }
    if (isObject(there) && isObject(asked)) {
      for (const name of namesIn(there, asked)) {
        this.compare(own(there, name), own(asked, name), [...path, name]);
      }
    } else if (Array.isArray(there) && Array.isArray(asked)) {
      this.lists(there, asked, path);
    } else if (
      there === undefined ||
      asked === undefined ||
      !this.rules.means?.(there, asked, path)
    ) {
      this.found.push(difference(path, there, asked));
    }
  }

  private lists(is: JsonValue[], wanted: JsonValue[], path: PathSegment[]) {
    const key = keyOf(is, wanted);
    if (key) {
      const [there, asked] = [byKey(is, key), byKey(wanted, key)];
      for (const value of new Set([...there.keys(), ...asked.keys()])) {
        this.compare(there.get(value), asked.get(value), [
          ...path,
          { key, value },
        ]);
      }
    } else if (is.length === wanted.length && is.some(i => isObject(i))) {
      is.forEach((item, i) => this.compare(item, wanted[i], [...path, i]));
    } else if (!this.sameInOrder(is, wanted, path)) {
      this.found.push(difference(path, is, wanted));
    }
  }

  private sameInOrder(
    is: JsonValue[],
    wanted: JsonValue[],
    path: PathSegment[],
  ): boolean {
    const inner = new Comparison(this.rules);
    is.forEach((item, i) => inner.compare(item, wanted[i], [...path, i]));
    return is.length === wanted.length && inner.found.length === 0;
  }
}

/** Not what every object inherits. */
function own(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function namesIn(...objects: JsonObject[]): string[] {
  return [...new Set(objects.flatMap(object => Object.keys(object)))];
}

/**
 * Field by field what is not as it is wanted. Items of lists that carry a
 * name, or another field that is each one's own, are compared with their
 * namesakes wherever they stand; lists of plain values as a whole.
 *
 * @public
 */
export function differencesOf(
  is: JsonObject,
  wanted: JsonObject,
  rules: DifferenceRules = {},
): FieldDifference[] {
  const comparison = new Comparison(rules);
  comparison.compare(is, wanted, []);
  return comparison.found;
}
