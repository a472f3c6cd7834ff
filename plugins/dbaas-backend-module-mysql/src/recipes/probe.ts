import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  coreStep,
  SECRET_ADMIN,
  SECRET_CONSOLE_WRITE,
  secretOfUser,
  Step,
} from '@dbaas-portal/plugin-dbaas-node';

/** Connects, writes and reads as one who uses the instance would. */
export function probeThrough(spec: InstanceSpec): Step {
  const writer = spec.users
    .filter(user => !user.locked)
    .flatMap(user =>
      user.grants
        .filter(grant => grant.level !== 'read')
        .map(({ database }) => ({
          secret: secretOfUser(user.name),
          database: database === '*' ? spec.databases[0] : database,
        })),
    )
    .find(login => login.database);
  const [database] = spec.databases;
  const own = database
    ? { secret: SECRET_CONSOLE_WRITE, database }
    : { secret: SECRET_ADMIN };
  return coreStep(
    {
      id: 'probe',
      title: {
        en: 'Connect, write and read through its address',
        zh: '通过访问地址连接、写入并读取',
      },
      timeoutSeconds: 30,
    },
    'probe',
    { endpoint: 'rw', ...(writer ?? own) },
  );
}
