import { DriverAction } from '@dbaas-portal/plugin-dbaas-node';
import { createDatabase, dropDatabase } from './databases';
import { consoleLogins, prepare } from './logins';
import {
  checkpoint,
  promote,
  reload,
  setSlots,
  verifySettings,
  waitForReplicas,
} from './server';
import { alterUser, createUser, dropUser, setPassword } from './users';

/** What steps of executor `driver` may name. Each may be repeated. */
export const actions: Readonly<Record<string, DriverAction>> = {
  prepare,
  'console-logins': consoleLogins,
  'create-database': createDatabase,
  'drop-database': dropDatabase,
  'create-user': createUser,
  'alter-user': alterUser,
  'drop-user': dropUser,
  'set-password': setPassword,
  reload,
  checkpoint,
  promote,
  'set-slots': setSlots,
  'wait-for-replicas': waitForReplicas,
  'verify-settings': verifySettings,
};
