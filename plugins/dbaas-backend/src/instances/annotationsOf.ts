import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import { Platform } from '@dbaas-portal/plugin-dbaas-node';

const MAX_COUNT = 32;
const MAX_VALUE = 1000;

/** As the catalog takes them: an optional domain, a slash, a name. */
const KEY =
  /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;

/**
 * What the platform says for the instance's entity; one that is no annotation
 * would take the whole entity along, and is left out.
 */
export function annotationsOf(
  platform: Platform | undefined,
  record: InstanceRecord,
): Record<string, string> | undefined {
  let said: Record<string, unknown> = {};
  try {
    said = platform?.annotations?.(record) ?? {};
  } catch {
    return undefined; // An entity without them is better than none.
  }
  const good = Object.entries(said).flatMap(([key, value]) =>
    KEY.test(key) && typeof value === 'string' && value.length <= MAX_VALUE
      ? [[key, value] as const]
      : [],
  );
  return good.length > 0
    ? Object.fromEntries(good.slice(0, MAX_COUNT))
    : undefined;
}
