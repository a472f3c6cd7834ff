import { InstanceSpec, InstanceUser } from '@dbaas-portal/plugin-dbaas-common';
import {
  coreStep,
  driverStep,
  secretOfUser,
  Step,
} from '@dbaas-portal/plugin-dbaas-node';
import { AccountRecipe, grantsInput, named } from './accountScene';
import { probe } from './probe';

export function makeUser(
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

function makeUserSecret(user: string, renew = false): Step {
  return coreStep(
    {
      id: `secret-${user}`,
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

function userIn(
  spec: InstanceSpec | undefined,
  name: string,
): InstanceUser | undefined {
  return spec?.users.find(u => u.name === name);
}

export const createUser: AccountRecipe = scene => {
  const user = userIn(scene.spec, named(scene, 'user'));
  return user
    ? [
        makeUserSecret(user.name),
        makeUser('', scene.spec, user),
        probe('probe', scene.spec, user),
      ]
    : [];
};

export const dropUser: AccountRecipe = scene => {
  const user = named(scene, 'user');
  return [
    driverStep(
      {
        id: 'drop-user',
        title: {
          en: `Give away what ${user} owns and drop it`,
          zh: `移交 ${user} 拥有的对象并删除该用户`,
        },
        timeoutSeconds: 120,
        pointOfNoReturn: true,
      },
      'drop-user',
      { user, databases: scene.spec.databases },
    ),
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

export const undoCreateUser: AccountRecipe = scene => {
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

export const alterUser: AccountRecipe = scene => {
  const user = userIn(scene.spec, named(scene, 'user'));
  return user
    ? [alter('', scene.spec, user), probe('probe', scene.spec, user)]
    : [];
};

export const undoAlterUser: AccountRecipe = scene => {
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

export const rotatePassword: AccountRecipe = scene => {
  const user = named(scene, 'user');
  return [
    makeUserSecret(user, true),
    setPassword('', user),
    probe('probe', scene.spec, userIn(scene.spec, user)),
  ];
};

/** Whichever password is stored now, makes it the one that is valid. */
export const undoRotatePassword: AccountRecipe = scene => [
  setPassword('undo-', named(scene, 'user')),
];
