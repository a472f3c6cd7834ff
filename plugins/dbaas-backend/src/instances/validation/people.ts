import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Lifetime } from '@dbaas-portal/plugin-dbaas-common';
import { ErrorDetails } from '../../errors';

const MAX_GRACE_DAYS = 365;

function parsed(ref: string): { kind: string; text: string } | undefined {
  try {
    const compound = parseEntityRef(ref, { defaultNamespace: 'default' });
    return {
      kind: compound.kind.toLowerCase(),
      text: stringifyEntityRef(compound),
    };
  } catch {
    // Whatever is wrong with it, it is no reference.
    return undefined;
  }
}

/** The full, lower-case form of a reference; as it is where it is none. */
export const normalRef = (ref: string) => parsed(ref)?.text ?? ref;

function notARef(field: string, en: string, zh: string): ErrorDetails {
  return {
    code: 'invalid-request',
    field,
    words: { detail: { en, zh } },
  };
}

/** Owners are groups or users. */
export function checkOwner(ref: string, field: string): ErrorDetails[] {
  const kind = parsed(ref)?.kind;
  return kind === 'group' || kind === 'user'
    ? []
    : [
        notARef(
          field,
          'a reference like group:default/team or user:default/name is needed',
          '需要形如 group:default/team 或 user:default/name 的引用',
        ),
      ];
}

export function checkDependants(refs: string[], field: string): ErrorDetails[] {
  return refs.flatMap((ref, i) =>
    parsed(ref)
      ? []
      : [
          notARef(
            `${field}.${i}`,
            'a reference like component:default/name is needed',
            '需要形如 component:default/name 的引用',
          ),
        ],
  );
}

export function checkLifetime(
  { expiresAt, graceDays }: Lifetime,
  now: Date,
  field: string,
): ErrorDetails[] {
  const problems: ErrorDetails[] = [];
  const at = /^\d{4}-\d\d-\d\dT/.test(expiresAt) ? Date.parse(expiresAt) : NaN;
  if (Number.isNaN(at)) {
    problems.push({
      code: 'wrong-type',
      field: `${field}.expiresAt`,
      params: { expected: 'RFC 3339' },
    });
  } else if (at <= now.getTime()) {
    problems.push({
      code: 'invalid-request',
      field: `${field}.expiresAt`,
      words: {
        detail: {
          en: 'the end has to be in the future',
          zh: '到期时间必须在未来',
        },
      },
    });
  }
  if (
    !Number.isInteger(graceDays) ||
    graceDays < 0 ||
    graceDays > MAX_GRACE_DAYS
  ) {
    problems.push({
      code: 'out-of-range',
      field: `${field}.graceDays`,
      params: { value: graceDays, minimum: 0, maximum: MAX_GRACE_DAYS },
    });
  }
  return problems;
}
