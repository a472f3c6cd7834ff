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

/** Items of lists are known by all their keys, as JSON; we go by one of them. */
function itemOf(fields: JsonObject, key: string, value: string) {
  const name = Object.keys(fields).find(candidate => {
    if (!candidate.startsWith(ITEM)) {
      return false;
    }
    try {
      const keys: JsonValue = JSON.parse(candidate.slice(ITEM.length));
      return isObject(keys) && String(keys[key]) === value;
    } catch {
      return false;
    }
  });
  return name === undefined ? undefined : fields[name];
}

function childOf(fields: JsonObject, segment: PathSegment) {
  if (typeof segment === 'number') {
    return undefined;
  }
  return typeof segment === 'string'
    ? fields[`f:${segment}`]
    : itemOf(fields, segment.key, segment.value);
}

/** Whether the field, or the whole that it is part of, is in the set. */
function holds(fields: JsonObject, path: PathSegment[]): boolean {
  let current = fields;
  for (const [depth, segment] of path.entries()) {
    const child = childOf(current, segment);
    if (!isObject(child)) {
      return depth > 0 && Object.keys(current).length === 0;
    }
    current = child;
  }
  return true;
}

/** Who says what a field is; nobody of what is not there. */
export function managersOf(
  managedFields: ManagedFields,
  path: PathSegment[],
): string[] {
  const managers = managedFields.flatMap(({ manager, fieldsV1 }) =>
    manager && fieldsV1 && holds(fieldsV1, path) ? [manager] : [],
  );
  return [...new Set(managers)].sort();
}
