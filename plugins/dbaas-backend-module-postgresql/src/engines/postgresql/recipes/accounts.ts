import {
  InstanceSpec,
  OperationKind,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import { driverStep, RecipeStep, Step } from '@dbaas-portal/plugin-dbaas-node';
import { reasons } from '../reasons';
import { AccountRecipe } from './accountScene';
import {
  consoleLogins,
  createDatabase,
  dropDatabase,
  makeDatabase,
  undoCreateDatabase,
} from './databases';
import {
  alterUser,
  createUser,
  dropUser,
  makeUser,
  rotatePassword,
  undoAlterUser,
  undoCreateUser,
  undoRotatePassword,
} from './users';

/** Databases, users and the console's logins of a new instance. */
export function makeAccounts(spec: InstanceSpec): RecipeStep[] {
  return [
    ...spec.databases.map(database => makeDatabase('', database)),
    ...spec.users.map(user => makeUser('', spec, user)),
    consoleLogins('', spec),
  ];
}

/**
 * Once per server, before anything of a user is in it.
 *
 * @param keepers - logins that an operator has and needs
 */
export function prepare(options: {
  replication: boolean;
  keepers?: string[];
}): Step {
  return driverStep(
    {
      id: 'prepare',
      title: {
        en: 'Close what everybody could reach',
        zh: '收回默认的公共访问权限',
      },
    },
    'prepare',
    { replication: options.replication, keepers: options.keepers ?? [] },
  );
}

type Way = { forward: AccountRecipe; cleanUp: AccountRecipe | (() => Reason) };

/** The operations that change accounts are the same on every platform. */
export const ACCOUNT_RECIPES = {
  'create-database': { forward: createDatabase, cleanUp: undoCreateDatabase },
  'drop-database': { forward: dropDatabase, cleanUp: reasons.cannotUndo },
  'create-user': { forward: createUser, cleanUp: undoCreateUser },
  'alter-user': { forward: alterUser, cleanUp: undoAlterUser },
  'drop-user': { forward: dropUser, cleanUp: reasons.cannotUndo },
  'rotate-password': { forward: rotatePassword, cleanUp: undoRotatePassword },
} satisfies Partial<Record<OperationKind, Way>>;
