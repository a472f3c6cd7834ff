import { DriverAction } from '@dbaas-portal/plugin-dbaas-node';
import { consoleLogins } from './console';
import { copy } from './copy';
import { createDatabase, dropDatabase } from './databases';
import { catchUp, fence, follow, promote } from './roles';
import {
  groupBootstrap,
  groupElect,
  groupJoin,
  groupLead,
  groupPosition,
} from './group';
import { configure, holdReplica, verifySettings } from './server';
import { alterUser, createUser, dropUser, setPassword } from './users';

/** What steps of executor `driver` may name. Each may be repeated. */
export const mysqlActions: Readonly<Record<string, DriverAction>> = {
  'create-database': createDatabase,
  'drop-database': dropDatabase,
  'create-user': createUser,
  'alter-user': alterUser,
  'set-password': setPassword,
  'drop-user': dropUser,
  'console-logins': consoleLogins,
  configure,
  'verify-settings': verifySettings,
  'hold-replica': holdReplica,
  copy,
  fence,
  'catch-up': catchUp,
  promote,
  follow,
  'group-bootstrap': groupBootstrap,
  'group-join': groupJoin,
  'group-position': groupPosition,
  'group-elect': groupElect,
  'group-lead': groupLead,
};
