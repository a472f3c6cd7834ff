import {
  InstanceSpec,
  isValidName,
  NameRule,
  NAME_RULE_TEXT,
  RESERVED_NAMES,
} from '@dbaas-portal/plugin-dbaas-common';
import { ErrorDetails } from '../../errors';

/** Names of instances and tenants. */
export function checkName(name: string, field: string): ErrorDetails[] {
  if (RESERVED_NAMES.includes(name)) {
    return [{ code: 'reserved-name', field, params: { name } }];
  }
  return isValidName(name)
    ? []
    : [
        {
          code: 'invalid-name',
          field,
          params: { name },
          words: { rule: NAME_RULE_TEXT },
        },
      ];
}

/** Names inside an engine, by its own rule. */
export function checkEngineName(
  name: string,
  rule: NameRule | undefined,
  field: string,
): ErrorDetails[] {
  if (!rule) {
    return [
      {
        code: 'not-offered',
        field,
        words: {
          reason: {
            en: 'this engine has none of its own',
            zh: '该引擎没有此类对象',
          },
        },
      },
    ];
  }
  if (rule.reserved.includes(name.toLowerCase())) {
    return [{ code: 'reserved-name', field, params: { name } }];
  }
  const fits =
    name.length <= rule.maxLength &&
    new RegExp(`^(?:${rule.pattern})$`).test(name);
  return fits
    ? []
    : [
        {
          code: 'invalid-name',
          field,
          params: { name },
          words: {
            rule: {
              en: `at most ${rule.maxLength} characters, ${rule.pattern}`,
              zh: `最多 ${rule.maxLength} 个字符,${rule.pattern}`,
            },
          },
        },
      ];
}

/** Grants name databases of the instance and levels of the engine. */
export function checkGrants(
  grants: Array<{ database: string; level: string }>,
  spec: Pick<InstanceSpec, 'databases'>,
  levels: string[],
): ErrorDetails[] {
  return grants.flatMap(({ database, level }, i): ErrorDetails[] => [
    ...(database === '*' || spec.databases.includes(database)
      ? []
      : [
          unknown(
            database,
            ['*', ...spec.databases],
            `input.grants.${i}.database`,
          ),
        ]),
    ...(levels.includes(level)
      ? []
      : [unknown(level, levels, `input.grants.${i}.level`)]),
  ]);
}

/** A value that is none of those that there are. */
export function unknown(
  value: string,
  possible: string[],
  field: string,
): ErrorDetails {
  return {
    code: 'unknown-value',
    field,
    params: { value, possible: possible.join(', ') || '–' },
  };
}
