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

/**
 * The name of the catalog entity of an instance. Tenant and instance names
 * hold no double dash, so two instances never share an entity name.
 *
 * @public
 */
export function entityNameOf(tenant: string, instance: string): string {
  return `${tenant}--${instance}`.slice(0, 63);
}
