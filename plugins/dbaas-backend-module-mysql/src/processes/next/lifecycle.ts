import {
  localRecipe,
  makeSecrets,
  SECRET_ADMIN,
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
  SECRET_REPLICATION,
} from '@dbaas-portal/plugin-dbaas-node';
import { makeDatabase, makeUser } from '../../recipes/accounts';
import { probeThrough } from '../../recipes/probe';
import { PORTAL_LOGINS } from '../../protocol/logins';
import { isGroup } from '../kind';
import { memberNames } from '../members';
import { formGroup } from './group';
import { applyAll, follow, primaryLast, Recipe, untilAnswering } from './scene';

/** Everything from nothing to an instance that took a write. */
export const create: Recipe = scene => {
  const { spec } = scene;
  const members = memberNames(spec.members);
  const first = { ...scene, ...(isGroup(spec) ? {} : { writer: 'm1' }) };
  const portal = [
    SECRET_ADMIN,
    SECRET_REPLICATION,
    SECRET_CONSOLE_READ,
    SECRET_CONSOLE_WRITE,
  ].map(name => ({ name, username: PORTAL_LOGINS[name] }));
  return [
    makeSecrets(portal, spec.users),
    applyAll(
      scene,
      { en: 'Make and start the members', zh: '创建并启动成员' },
      { writer: 'm1', address: 'm1', waiting: members },
    ),
    untilAnswering(members),
    ...(isGroup(spec)
      ? formGroup(scene)
      : members.slice(1).map(member => follow(scene, member, 'm1'))),
    ...spec.databases.map(database => makeDatabase(first, database)),
    ...spec.users.map(user => makeUser(first, user)),
    localRecipe.untilServing(spec),
    probeThrough(spec),
  ];
};

/** Replicas first, the primary last; or one member alone. */
export const restart: Recipe = scene => {
  const asked = scene.input.operation.input.member;
  const members = typeof asked === 'string' ? [asked] : primaryLast(scene);
  return [
    localRecipe.restart(members),
    localRecipe.untilServing(scene.spec),
    probeThrough(scene.spec),
  ];
};

export const stop: Recipe = scene => [
  applyAll(scene, { en: 'Stop the members', zh: '停止成员' }),
  localRecipe.untilStopped(),
];

export const start: Recipe = scene => [
  applyAll(scene, { en: 'Start the members', zh: '启动成员' }),
  localRecipe.untilServing(scene.spec),
  probeThrough(scene.spec),
];

/** All processes, ports and data go; the core then drops secrets and record. */
export const remove: Recipe = () => [localRecipe.removeAll()];
