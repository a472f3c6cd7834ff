import { JsonObject } from '@backstage/types';
import { InstanceSpec, InstanceUser } from '@dbaas-portal/plugin-dbaas-common';
import {
  coreStep,
  driverStep,
  NextInput,
  RecipeStep,
  secretOfUser,
  Step,
} from '@dbaas-portal/plugin-dbaas-node';
import { probeThrough } from './probe';

/** What these recipes look at, whichever binding asks. */
export type AccountScene = {
  input: Pick<NextInput, 'operation'>;
  spec: InstanceSpec;
  /** Who takes writes; absent: whoever does when the step is executed. */
  writer?: string;
};

export type AccountRecipe = (scene: AccountScene) => RecipeStep[];

function named(scene: AccountScene, what: 'database' | 'user'): string {
  const value = scene.input.operation.input[what];
  if (typeof value !== 'string') {
    throw new Error(`The operation names no ${what}`);
  }
  return value;
}

function rights(spec: InstanceSpec, user: InstanceUser): JsonObject {
  return {
    user: user.name,
    grants: user.grants,
    databases: spec.databases,
    locked: user.locked ?? false,
  };
}

/** On the primary: account statements reach replicas by the binary log. */
function onPrimary(
  scene: AccountScene,
  id: string,
  title: Step['title'],
  action: string,
  input: JsonObject,
): Step {
  return driverStep({ id, title, timeoutSeconds: 120 }, action, {
    ...(scene.writer ? { member: scene.writer } : {}),
    ...input,
  });
}

export function userSecret(user: string, renew = false): Step {
  return coreStep(
    {
      id: `secret/${user}`,
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

export function makeDatabase(scene: AccountScene, database: string): Step {
  return onPrimary(
    scene,
    `database/${database}`,
    { en: `Make the database ${database}`, zh: `创建数据库 ${database}` },
    'create-database',
    { database },
  );
}

export function makeUser(scene: AccountScene, user: InstanceUser): Step {
  return onPrimary(
    scene,
    `user/${user.name}`,
    { en: `Make the user ${user.name}`, zh: `创建用户 ${user.name}` },
    'create-user',
    { ...rights(scene.spec, user), secret: secretOfUser(user.name) },
  );
}

function setRights(scene: AccountScene, user: InstanceUser): Step {
  return onPrimary(
    scene,
    `rights/${user.name}`,
    {
      en: `Set the rights of ${user.name}`,
      zh: `设置 ${user.name} 的权限`,
    },
    'alter-user',
    rights(scene.spec, user),
  );
}

export const createDatabase: AccountRecipe = scene => [
  makeDatabase(scene, named(scene, 'database')),
  // Rights on “all databases” cover one that was just made.
  ...scene.spec.users
    .filter(user => user.grants.some(grant => grant.database === '*'))
    .map(user => setRights(scene, user)),
  probeThrough(scene.spec),
];

export const dropDatabase: AccountRecipe = scene => {
  const database = named(scene, 'database');
  const drop = onPrimary(
    scene,
    'drop-database',
    { en: `Drop the database ${database}`, zh: `删除数据库 ${database}` },
    'drop-database',
    { database },
  );
  return [{ ...drop, pointOfNoReturn: true }, probeThrough(scene.spec)];
};

export const createUser: AccountRecipe = scene => {
  const user = scene.spec.users.find(u => u.name === named(scene, 'user'));
  return user
    ? [userSecret(user.name), makeUser(scene, user), probeThrough(scene.spec)]
    : [];
};

export const alterUser: AccountRecipe = scene => {
  const user = scene.spec.users.find(u => u.name === named(scene, 'user'));
  return user ? [setRights(scene, user), probeThrough(scene.spec)] : [];
};

function dropSteps(scene: AccountScene): Step[] {
  const user = named(scene, 'user');
  return [
    onPrimary(
      scene,
      'drop-user',
      { en: `Drop the user ${user}`, zh: `删除用户 ${user}` },
      'drop-user',
      { user },
    ),
    coreStep(
      {
        id: 'drop-secret',
        title: { en: 'Forget its password', zh: '删除其密码' },
      },
      'drop-secret',
      { name: secretOfUser(user) },
    ),
  ];
}

export const dropUser: AccountRecipe = scene => {
  const [drop, ...rest] = dropSteps(scene);
  return [
    { ...drop, pointOfNoReturn: true },
    ...rest,
    probeThrough(scene.spec),
  ];
};

export const undoCreateUser: AccountRecipe = scene => dropSteps(scene);

/** Makes whichever password the secret holds the one that is valid. */
function setPassword(scene: AccountScene): Step {
  const user = named(scene, 'user');
  return onPrimary(
    scene,
    'set-password',
    { en: `Set the password of ${user}`, zh: `设置 ${user} 的密码` },
    'set-password',
    { user, secret: secretOfUser(user) },
  );
}

export const rotatePassword: AccountRecipe = scene => [
  userSecret(named(scene, 'user'), true),
  setPassword(scene),
  probeThrough(scene.spec),
];

export const undoRotatePassword: AccountRecipe = scene => [setPassword(scene)];
