import { Operation, Reason } from '@dbaas-portal/plugin-dbaas-common';
import { permissionFor } from './operationPermissions';
import { ServiceGrants } from './ServiceGrants';

const SERVICE = 'service:';

/**
 * Whether the actor of an operation may still do it, asked when it is claimed.
 * Of services the config tells. The policy cannot be asked about people
 * without their token, and tokens are never stored: what a person was allowed
 * to start is carried out, and can be cancelled.
 */
export function recheckActor(
  grants: ServiceGrants,
  own: ReadonlySet<string>,
): (operation: Operation) => Promise<Reason | undefined> {
  return async ({ actor, kind, tenant }) => {
    if (!actor.startsWith(SERVICE) || own.has(actor)) {
      return undefined;
    }
    const permission = permissionFor(kind);
    const subject = actor.slice(SERVICE.length);
    const covered = grants.covers(subject, permission, tenant);
    return covered
      ? undefined
      : {
          code: 'no-longer-allowed',
          params: { actor, permission: permission.name },
          text: {
            en: `${actor} may no longer do this in ${tenant}`,
            zh: `${actor} 已无权在 ${tenant} 中执行此操作`,
          },
        };
  };
}
