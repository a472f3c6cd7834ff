import { LocalizedText } from './model';

/**
 * Names of instances and tenants: lower case, digits and single dashes, so
 * that they fit a Kubernetes namespace, a host name and a catalog entity.
 *
 * @public
 */
export const NAME_PATTERN = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$';

/** @public */
export const NAME_MIN_LENGTH = 3;

/** @public */
export const NAME_MAX_LENGTH = 40;

/**
 * Names that would be mistaken for something of the portal's own.
 *
 * @public
 */
export const RESERVED_NAMES: readonly string[] = [
  'admin',
  'all',
  'api',
  'dbaas',
  'default',
  'kube-system',
  'new',
  'none',
  'null',
  'root',
  'system',
];

/** @public */
export const NAME_RULE_TEXT: LocalizedText = {
  en: '3 to 40 characters: lower-case letters, digits and single dashes, beginning with a letter',
  zh: '3 到 40 个字符:小写字母、数字和单个连字符,以字母开头',
};

/**
 * Whether a name keeps the rule and is not reserved.
 *
 * @public
 */
export function isValidName(name: string): boolean {
  return (
    name.length >= NAME_MIN_LENGTH &&
    name.length <= NAME_MAX_LENGTH &&
    new RegExp(NAME_PATTERN).test(name) &&
    !RESERVED_NAMES.includes(name)
  );
}

/** The longest name that the catalog takes. */
const ENTITY_NAME_MAX_LENGTH = 63;

/**
 * FNV-1a, 64 bits, as 13 characters: the same in browser and backend, and
 * without waiting, which the browser's own digests are not.
 */
function shortHash(text: string): string {
  let hash = BigInt('0xcbf29ce484222325');
  const prime = BigInt('0x100000001b3');
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
  }
  return hash.toString(36).padStart(13, '0');
}

/**
 * The name of the catalog entity of an instance.
 *
 * @remarks
 *
 * Tenant and instance names hold no double dash, so `tenant--instance` belongs
 * to one instance only. Where that is longer than the catalog's 63 characters,
 * its end gives way to `--` and a hash of the whole: a second double dash,
 * which no short name has, and the tenant's name still in front, so that
 * whoever could bring about a collision would only collide with themselves.
 *
 * @public
 */
export function entityNameOf(tenant: string, instance: string): string {
  const whole = `${tenant}--${instance}`;
  if (whole.length <= ENTITY_NAME_MAX_LENGTH) {
    return whole;
  }
  const suffix = `--${shortHash(whole)}`;
  const kept = whole.slice(0, ENTITY_NAME_MAX_LENGTH - suffix.length);
  return `${kept.replace(/-+$/, '')}${suffix}`;
}
