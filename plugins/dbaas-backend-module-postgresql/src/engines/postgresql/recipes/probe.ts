import { InstanceSpec, InstanceUser } from '@dbaas-portal/plugin-dbaas-common';
import {
  coreStep,
  SECRET_ADMIN,
  SECRET_CONSOLE_WRITE,
  secretOfUser,
  Step,
} from '@dbaas-portal/plugin-dbaas-node';
import { MAINTENANCE_DATABASE } from '../../../protocol';

function databaseOf(spec: InstanceSpec, user: InstanceUser) {
  const databases = user.grants.map(g => g.database);
  return (
    databases.find(name => name !== '*') ??
    (databases.includes('*') ? spec.databases[0] : undefined)
  );
}

/**
 * Connects as one who uses the instance would, through its own address, and
 * writes and reads: proof that it serves, beyond what the platform says.
 */
export function probe(
  id: string,
  spec: InstanceSpec,
  only?: InstanceUser,
): Step {
  const [database] = spec.databases;
  const user = (only ? [only] : spec.users).find(
    u => !u.locked && databaseOf(spec, u),
  );
  const userDatabase = user && databaseOf(spec, user);
  const login =
    user && userDatabase
      ? { secret: secretOfUser(user.name), database: userDatabase }
      : undefined;
  const own = database
    ? { secret: SECRET_CONSOLE_WRITE, database }
    : { secret: SECRET_ADMIN, database: MAINTENANCE_DATABASE };
  return coreStep(
    {
      id,
      title: {
        en: 'Connect, write and read through its address',
        zh: '通过访问地址连接、写入并读取',
      },
    },
    'probe',
    { endpoint: 'rw', ...(login ?? own) },
  );
}
