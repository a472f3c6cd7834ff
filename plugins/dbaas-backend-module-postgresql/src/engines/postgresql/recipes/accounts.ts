import { JsonObject } from '@backstage/types';
import {
  InstanceSpec,
  InstanceUser,
  OperationKind,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  coreStep,
  driverStep,
  NextInput,
  RecipeStep,
  secretOfUser,
  Step,
} from '@dbaas-portal/plugin-dbaas-node';
import { reasons } from '../reasons';
import { probe } from './probe';

/** What these recipes look at, whichever binding asks. */
type Scene = {
  input: Pick<NextInput, 'operation'>;
  spec: InstanceSpec;
  before?: InstanceSpec;
};

type Recipe = (scene: Scene) => RecipeStep[];

function grantsInput(spec: InstanceSpec, user: InstanceUser): JsonObject {
  return {
    user: user.name,
    grants: user.grants,
    databases: spec.databases,
  };
}

function makeDatabase(prefix: string, database: string): Step {
  return driverStep(
    {
      id: `${prefix}database-${database}`,
      title: {
        en: `Make the database ${database}`,
        zh: `创建数据库 ${database}`,
      },
    },
    'create-database',
    { database },
  );
}

function makeUser(
  prefix: string,
  spec: InstanceSpec,
  user: InstanceUser,
): Step {
  return driverStep(
    {
      id: `${prefix}user-${user.name}`,
      title: { en: `Make the user ${user.name}`, zh: `创建用户 ${user.name}` },
    },
    'create-user',
    {
      ...grantsInput(spec, user),
      secret: secretOfUser(user.name),
      ...(user.validUntil ? { validUntil: user.validUntil } : {}),
      ...(user.locked ? { locked: true } : {}),
    },
  );
}

export function makeUserSecret(
  prefix: string,
  user: string,
  renew = false,
): Step {
  return coreStep(
    {
      id: `${prefix}secret-${user}`,
      title: {
        en: `Make a password for ${user}`,
        zh: `为 ${user} 生成密码`,
      },
    },
    'secret',
    {
      name: secretOfUser(user),
      username: user,
      ...(renew ? { renew: true } : {}),
    },
  );
}

function consoleLogins(prefix: string, spec: InstanceSpec): Step {
  return driverStep(
    {
      id: `${prefix}console-logins`,
      title: {
        en: 'Make the logins of the console',
        zh: '创建控制台登录账号',
      },
    },
    'console-logins',
    { databases: spec.databases },
  );
}

/** Grants on “all databases” cover one that was just made. */
function widenGrants(prefix: string, spec: InstanceSpec): Step[] {
  return spec.users
    .filter(user => user.grants.some(g => g.database === '*'))
    .map(user =>
      driverStep(
        {
          id: `${prefix}grants-${user.name}`,
          title: {
            en: `Grant ${user.name} its rights`,
            zh: `授予 ${user.name} 相应权限`,
          },
        },
        'alter-user',
        grantsInput(spec, user),
      ),
    );
}

function named(scene: Scene, what: 'database' | 'user'): string {
  const value = scene.input.operation.input[what];
  return typeof value === 'string' ? value : '';
}

function userIn(
  spec: InstanceSpec | undefined,
  name: string,
): InstanceUser | undefined {
  return spec?.users.find(u => u.name === name);
}

const createDatabase: Recipe = scene => [
  makeDatabase('', named(scene, 'database')),
  ...widenGrants('', scene.spec),
  consoleLogins('', scene.spec),
  probe('probe', scene.spec),
];

const dropDatabase: Recipe = scene => {
  const database = named(scene, 'database');
  return [
    {
      ...driverStep(
        {
          id: 'drop-database',
          title: {
            en: `End its sessions and drop the database ${database}`,
            zh: `结束会话并删除数据库 ${database}`,
          },
          timeoutSeconds: 120,
        },
        'drop-database',
        { database },
      ),
      pointOfNoReturn: true,
    },
    probe('probe', scene.spec),
  ];
};

const undoCreateDatabase: Recipe = scene => [
  driverStep(
    {
      id: 'undo-database',
      title: { en: 'Drop the database again', zh: '删除新建的数据库' },
    },
    'drop-database',
    { database: named(scene, 'database') },
  ),
];

const createUser: Recipe = scene => {
  const user = userIn(scene.spec, named(scene, 'user'));
  return user
    ? [
        makeUserSecret('', user.name),
        makeUser('', scene.spec, user),
        probe('probe', scene.spec, user),
      ]
    : [];
};

const dropUser: Recipe = scene => {
  const user = named(scene, 'user');
  return [
    {
      ...driverStep(
        {
          id: 'drop-user',
          title: {
            en: `Give away what ${user} owns and drop it`,
            zh: `移交 ${user} 拥有的对象并删除该用户`,
          },
          timeoutSeconds: 120,
        },
        'drop-user',
        { user, databases: scene.spec.databases },
      ),
      pointOfNoReturn: true,
    },
    dropUserSecret('', user),
    probe('probe', scene.spec),
  ];
};

function dropUserSecret(prefix: string, user: string): Step {
  return coreStep(
    {
      id: `${prefix}drop-secret-${user}`,
      title: { en: 'Forget its password', zh: '删除其密码' },
    },
    'drop-secret',
    { name: secretOfUser(user) },
  );
}

const undoCreateUser: Recipe = scene => {
  const user = named(scene, 'user');
  return [
    driverStep(
      {
        id: 'undo-user',
        title: { en: 'Drop the user again', zh: '删除新建的用户' },
      },
      'drop-user',
      { user, databases: scene.spec.databases },
    ),
    dropUserSecret('undo-', user),
  ];
};

function alter(prefix: string, spec: InstanceSpec, user: InstanceUser): Step {
  return driverStep(
    {
      id: `${prefix}alter-user`,
      title: {
        en: `Change the rights of ${user.name}`,
        zh: `修改 ${user.name} 的权限`,
      },
    },
    'alter-user',
    {
      ...grantsInput(spec, user),
      validUntil: user.validUntil ?? null,
      locked: user.locked ?? false,
    },
  );
}

const alterUser: Recipe = scene => {
  const user = userIn(scene.spec, named(scene, 'user'));
  return user
    ? [alter('', scene.spec, user), probe('probe', scene.spec, user)]
    : [];
};

const undoAlterUser: Recipe = scene => {
  const user = userIn(scene.before, named(scene, 'user'));
  return scene.before && user ? [alter('undo-', scene.before, user)] : [];
};

function setPassword(prefix: string, user: string): Step {
  return driverStep(
    {
      id: `${prefix}set-password`,
      title: {
        en: `Set the password of ${user}`,
        zh: `设置 ${user} 的密码`,
      },
    },
    'set-password',
    { user, secret: secretOfUser(user) },
  );
}

const rotatePassword: Recipe = scene => {
  const user = named(scene, 'user');
  return [
    makeUserSecret('', user, true),
    setPassword('', user),
    probe('probe', scene.spec, userIn(scene.spec, user)),
  ];
};

/** Whichever password is stored now, makes it the one that is valid. */
const undoRotatePassword: Recipe = scene => [
  setPassword('undo-', named(scene, 'user')),
];

/** Databases, users and the console's logins of a new instance. */
export function makeAccounts(spec: InstanceSpec): RecipeStep[] {
  return [
    ...spec.databases.map(database => makeDatabase('', database)),
    ...spec.users.map(user => makeUser('', spec, user)),
    consoleLogins('', spec),
  ];
}

/** A login of the portal itself. */
export function makePortalSecret(name: string, username: string): Step {
  return coreStep(
    {
      id: `secret-${name}`,
      title: {
        en: `Make the password of ${username}`,
        zh: `生成 ${username} 的密码`,
      },
    },
    'secret',
    { name, username },
  );
}

/** Once per server, before anything of a user is in it. */
export function prepare(replication: boolean): Step {
  return driverStep(
    {
      id: 'prepare',
      title: {
        en: 'Close what everybody could reach',
        zh: '收回默认的公共访问权限',
      },
    },
    'prepare',
    { replication },
  );
}

type Way = { forward: Recipe; cleanUp: Recipe | (() => Reason) };

/** The operations that change accounts are the same on every platform. */
export const ACCOUNT_RECIPES = {
  'create-database': { forward: createDatabase, cleanUp: undoCreateDatabase },
  'drop-database': { forward: dropDatabase, cleanUp: reasons.cannotUndo },
  'create-user': { forward: createUser, cleanUp: undoCreateUser },
  'alter-user': { forward: alterUser, cleanUp: undoAlterUser },
  'drop-user': { forward: dropUser, cleanUp: reasons.cannotUndo },
  'rotate-password': { forward: rotatePassword, cleanUp: undoRotatePassword },
} satisfies Partial<Record<OperationKind, Way>>;
