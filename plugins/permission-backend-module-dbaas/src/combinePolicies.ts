import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { PermissionPolicy } from '@backstage/plugin-permission-node';
import { PolicyPart } from './dbaasPolicy';

/**
 * One policy of several parts: the first that decides counts, and what nobody
 * decides is denied. A portal can install only one policy.
 *
 * @public
 */
export function combinePolicies(...parts: PolicyPart[]): PermissionPolicy {
  return {
    async handle(request, user): Promise<PolicyDecision> {
      for (const part of parts) {
        const decision = await part(request, user);
        if (decision) {
          return decision;
        }
      }
      return { result: AuthorizeResult.DENY };
    },
  };
}

/**
 * A last part that denies whatever is left, or allows it to who is signed in.
 *
 * @public
 */
export function decideRest(result: 'allow' | 'deny'): PolicyPart {
  return (_request, user) => ({
    result:
      result === 'allow' && user ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
  });
}
