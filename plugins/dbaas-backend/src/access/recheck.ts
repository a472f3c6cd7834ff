import {
  Operation,
  Reason,
  TenantRole,
} from '@dbaas-portal/plugin-dbaas-common';
import { TenantScope } from '@dbaas-portal/plugin-dbaas-node';
import { reason } from '../errors';
import { permissionFor } from './operationPermissions';
import { ServiceGrants } from './ServiceGrants';
import { isLess, Standing } from './Standing';

const SERVICE = 'service:';

/** What is asked about again: who asked, for what, and as whom. */
export type Asked = Pick<Operation, 'kind' | 'tenant'> & {
  askedBy: string;
  standing?: TenantRole;
  /** The tenant as it is now. */
  scope?: TenantScope;
};

export type RecheckOptions = {
  grants: ServiceGrants;
  /** Actors of this backend itself, whom nobody granted anything. */
  own: ReadonlySet<string>;
  standing: Pick<Standing, 'now'>;
  /** How long the catalog may be silent, and how often it is asked then. */
  patienceMs?: number;
  pauseMs?: number;
};

const PATIENCE_MS = 60_000;
const PAUSE_MS = 2_000;

function noLongerAllowed(actor: string, tenant: string, permission: string) {
  return reason(
    'no-longer-allowed',
    {
      en: `${actor} may no longer do this in ${tenant}`,
      zh: `${actor} 已无权在 ${tenant} 中执行此操作`,
    },
    { actor, permission },
  );
}

/**
 * Whether the one who asked may still have it, asked when an operation is
 * claimed. Of services the config tells. The policy cannot be asked about
 * people without their token, and tokens are never stored; so people are
 * measured by the role in the tenant that they had when they asked: who has
 * less now, by the tenant's record and the groups of the catalog, is refused.
 * Who was let in by another way (a role that only the policy knows) had no
 * role here that could be lost: what they began is carried out.
 */
export function recheckActor({
  grants,
  own,
  standing,
  patienceMs = PATIENCE_MS,
  pauseMs = PAUSE_MS,
}: RecheckOptions): (asked: Asked) => Promise<Reason | undefined> {
  const now = async ({ askedBy, scope }: Asked) => {
    const end = Date.now() + patienceMs;
    for (;;) {
      const role = await standing.now(askedBy, scope);
      if (role !== undefined || Date.now() >= end) {
        return role;
      }
      await new Promise(resolve => setTimeout(resolve, pauseMs));
    }
  };
  return async asked => {
    const { askedBy, kind, tenant, standing: before } = asked;
    const permission = permissionFor(kind);
    if (askedBy.startsWith(SERVICE)) {
      const subject = askedBy.slice(SERVICE.length);
      return own.has(askedBy) || grants.covers(subject, permission, tenant)
        ? undefined
        : noLongerAllowed(askedBy, tenant, permission.name);
    }
    if (before === undefined) {
      return undefined;
    }
    const role = await now(asked);
    if (role === undefined) {
      return reason(
        'standing-unknown',
        {
          en: `The catalog does not tell whether ${askedBy} still belongs to ${tenant}`,
          zh: `软件目录无法确认 ${askedBy} 是否仍属于 ${tenant}`,
        },
        { actor: askedBy },
      );
    }
    return isLess(role, before)
      ? noLongerAllowed(askedBy, tenant, permission.name)
      : undefined;
  };
}
