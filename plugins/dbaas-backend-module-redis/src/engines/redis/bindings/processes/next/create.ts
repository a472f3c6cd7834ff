import {
  followRecipe,
  makeSecrets,
  Next,
  SECRET_ADMIN,
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
  SECRET_REPLICATION,
} from '@dbaas-portal/plugin-dbaas-node';
import { PORTAL_LOGINS } from '../../../../../protocol/logins';
import { programFor } from '../detect';
import { applyAll, Input, probeThrough, untilGreen } from './common';

/** Everything from nothing to a database that took a write. */
export function create(input: Input): Next {
  const { target } = input;
  const program = programFor(input.context.detection, target);
  if (typeof program !== 'string') {
    return { state: 'failed', reason: program };
  }
  const portal = [
    SECRET_ADMIN,
    SECRET_REPLICATION,
    SECRET_CONSOLE_READ,
    SECRET_CONSOLE_WRITE,
  ].map(name => ({ name, username: PORTAL_LOGINS[name] }));
  return followRecipe(
    [
      makeSecrets(portal, target.users),
      applyAll(
        input,
        { en: 'Start the members', zh: '启动成员' },
        { primary: 'm1' },
      ),
      untilGreen(target),
      probeThrough(target),
    ],
    input,
  );
}
