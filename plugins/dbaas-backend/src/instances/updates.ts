import {
  InstanceSpec,
  InstanceUpdate,
} from '@dbaas-portal/plugin-dbaas-common';
import { ErrorDetails } from '../errors';
import {
  checkDependants,
  checkLifetime,
  checkOwner,
  normalRef,
} from './validation/people';

/** The spec with changes that no member notices, and what is wrong with them. */
export function updatedSpec(
  spec: InstanceSpec,
  update: InstanceUpdate,
  now: Date,
): { spec: InstanceSpec; problems: ErrorDetails[] } {
  const { description, owner, environment, dependants, lifetime } = update;
  const { lifetime: oldLifetime, ...rest } = spec;
  const newLifetime = lifetime === undefined ? oldLifetime : lifetime;
  return {
    problems: [
      ...(owner === undefined ? [] : checkOwner(owner, 'owner')),
      ...checkDependants(dependants ?? [], 'dependants'),
      ...(lifetime ? checkLifetime(lifetime, now, 'lifetime') : []),
    ],
    spec: {
      ...rest,
      ...(description === undefined ? {} : { description }),
      ...(owner === undefined ? {} : { owner: normalRef(owner) }),
      ...(environment === undefined ? {} : { environment }),
      ...(dependants === undefined
        ? {}
        : { dependants: [...new Set(dependants.map(normalRef))] }),
      ...(update.protected === undefined
        ? {}
        : { protected: update.protected }),
      ...(newLifetime ? { lifetime: newLifetime } : {}),
    },
  };
}
