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
 * A last part that allows or denies whatever is left.
 *
 * @public
 */
export function decideRest(result: 'allow' | 'deny'): PolicyPart {
  return () => ({
    result: result === 'allow' ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
  });
}
