import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import { driverStep, Step } from '@dbaas-portal/plugin-dbaas-node';
import { AccountRecipe, grantsInput, named } from './accountScene';
import { probe } from './probe';

export function makeDatabase(prefix: string, database: string): Step {
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

export function consoleLogins(prefix: string, spec: InstanceSpec): Step {
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

export const createDatabase: AccountRecipe = scene => [
  makeDatabase('', named(scene, 'database')),
  ...widenGrants('', scene.spec),
  consoleLogins('', scene.spec),
  probe('probe', scene.spec),
];

export const dropDatabase: AccountRecipe = scene => {
  const database = named(scene, 'database');
  return [
    driverStep(
      {
        id: 'drop-database',
        title: {
          en: `End its sessions and drop the database ${database}`,
          zh: `结束会话并删除数据库 ${database}`,
        },
        timeoutSeconds: 120,
        pointOfNoReturn: true,
      },
      'drop-database',
      { database },
    ),
    probe('probe', scene.spec),
  ];
};

export const undoCreateDatabase: AccountRecipe = scene => [
  driverStep(
    {
      id: 'undo-database',
      title: { en: 'Drop the database again', zh: '删除新建的数据库' },
    },
    'drop-database',
    { database: named(scene, 'database') },
  ),
];
