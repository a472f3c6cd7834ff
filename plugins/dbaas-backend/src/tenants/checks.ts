import { Quota, TenantSpec } from '@dbaas-portal/plugin-dbaas-common';
import { ErrorDetails } from '../errors';
import { RESOURCES } from '../instances/Quotas';
import { checkName, unknown } from '../instances/validation/names';
import { checkOwner } from '../instances/validation/people';

/** What a new or changed tenant may look like. */
export function checkTenant(
  spec: TenantSpec,
  locations: string[],
): ErrorDetails[] {
  return [
    ...checkName(spec.name, 'name'),
    ...checkOwner(spec.owner, 'owner'),
    ...spec.members.flatMap((m, i) => checkOwner(m.ref, `members.${i}.ref`)),
    ...(Object.keys(spec.quotas).length === 0
      ? [
          {
            code: 'invalid-request' as const,
            field: 'quotas',
            words: {
              detail: {
                en: 'at least one location is needed',
                zh: '至少需要一个位置',
              },
            },
          },
        ]
      : []),
    ...Object.entries(spec.quotas).flatMap(([location, quota]) => [
      ...(locations.includes(location)
        ? []
        : [unknown(location, locations, `quotas.${location}`)]),
      ...checkQuota(quota, `quotas.${location}`),
    ]),
  ];
}

function checkQuota(quota: Quota, field: string): ErrorDetails[] {
  return RESOURCES.flatMap((name): ErrorDetails[] => {
    const value = quota[name];
    return value === undefined || (Number.isSafeInteger(value) && value >= 0)
      ? []
      : [
          {
            code: 'wrong-type',
            field: `${field}.${name}`,
            params: { expected: 'integer' },
          },
        ];
  });
}
