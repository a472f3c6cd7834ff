import { JsonObject, JsonValue } from '@backstage/types';
import { PathSegment } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';

/** Who manages which fields, as the API server keeps it. */
export const managedFieldsShape = z.array(
  z.looseObject({
    manager: z.string().optional(),
    fieldsV1: z.record(z.string(), z.json()).optional(),
  }),
);

export type ManagedFields = z.infer<typeof managedFieldsShape>;

const ITEM = 'k:';

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands there; an item by the field that the path knows it by. */
function valueAt(
  value: JsonValue | undefined,
  segment: PathSegment,
): JsonValue | undefined {
  if (typeof segment === 'string') {
    return isObject(value) ? value[segment] : undefined;
  }
  if (!Array.isArray(value)) {
    return undefined;
  }
  return typeof segment === 'number'
    ? value[segment]
    : value.find(
        item => isObject(item) && String(item[segment.key]) === segment.value,
      );
}

/**
 * Items of lists are known by all their keys, as JSON, which may be others
 * than the one that the path goes by.
 */
function fieldsOfItem(fields: JsonObject, item: JsonValue | undefined) {
  const name = Object.keys(fields).find(candidate => {
    if (!candidate.startsWith(ITEM) || !isObject(item)) {
      return false;
    }
    try {
      const keys: JsonValue = JSON.parse(candidate.slice(ITEM.length));
      return (
        isObject(keys) &&
        Object.entries(keys).every(([key, value]) => item[key] === value)
      );
    } catch {
      return false;
    }
  });
  return name === undefined ? undefined : fields[name];
}

/** Whether the field, or the whole that it is part of, is in the set. */
function holds(
  fields: JsonObject,
  path: PathSegment[],
  object: JsonObject,
): boolean {
  let current = fields;
  let value: JsonValue | undefined = object;
  for (const [depth, segment] of path.entries()) {
    value = valueAt(value, segment);
    const child =
      typeof segment === 'string'
        ? current[`f:${segment}`]
        : fieldsOfItem(current, value);
    if (!isObject(child)) {
      return depth > 0 && Object.keys(current).length === 0;
    }
    current = child;
  }
  return true;
}

/** Who says what a field of an object is; nobody of what is not there. */
export function managersOf(
  managedFields: ManagedFields,
  path: PathSegment[],
  object: JsonObject,
): string[] {
  const managers = managedFields.flatMap(({ manager, fieldsV1 }) =>
    manager && fieldsV1 && holds(fieldsV1, path, object) ? [manager] : [],
  );
  return [...new Set(managers)].sort();
}
