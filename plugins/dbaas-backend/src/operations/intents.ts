import { InstanceSpec, InstanceUser } from '@dbaas-portal/plugin-dbaas-common';
import { OperationInput } from './inputs';

function changeUser(
  spec: InstanceSpec,
  name: string,
  change: (user: InstanceUser) => InstanceUser,
): InstanceSpec {
  return {
    ...spec,
    users: spec.users.map(u => (u.name === name ? change(u) : u)),
  };
}

function alter(
  user: InstanceUser,
  input: Extract<OperationInput, { kind: 'alter-user' }>['input'],
): InstanceUser {
  const { validUntil, ...rest } = user;
  let until = validUntil;
  if (input.validUntil !== undefined) {
    until = input.validUntil ?? undefined;
  }
  return {
    ...rest,
    ...(until === undefined ? {} : { validUntil: until }),
    ...(input.grants ? { grants: input.grants } : {}),
    ...(input.locked === undefined ? {} : { locked: input.locked }),
  };
}

/**
 * The spec that an operation leads to. Applying it twice has the effect of
 * once, so after a crash it is seen whether the intent was written already.
 */
export function intendedSpec(
  spec: InstanceSpec,
  operation: OperationInput,
): InstanceSpec {
  switch (operation.kind) {
    case 'stop':
      return { ...spec, running: false };
    case 'start':
      return { ...spec, running: true };
    case 'set-parameters':
      return {
        ...spec,
        parameters: { ...spec.parameters, ...operation.input.parameters },
      };
    case 'resize':
      return { ...spec, resources: { ...operation.input } };
    case 'scale':
      return { ...spec, members: operation.input.members };
    case 'upgrade':
      return { ...spec, release: operation.input.targetVersion };
    case 'create-database': {
      const { database } = operation.input;
      return spec.databases.includes(database)
        ? spec
        : { ...spec, databases: [...spec.databases, database] };
    }
    case 'drop-database': {
      const { database } = operation.input;
      return {
        ...spec,
        databases: spec.databases.filter(name => name !== database),
        users: spec.users.map(user => ({
          ...user,
          grants: user.grants.filter(g => g.database !== database),
        })),
      };
    }
    case 'create-user': {
      const { user: name, grants, validUntil } = operation.input;
      return spec.users.some(u => u.name === name)
        ? spec
        : {
            ...spec,
            users: [
              ...spec.users,
              { name, grants, ...(validUntil ? { validUntil } : {}) },
            ],
          };
    }
    case 'alter-user':
      return changeUser(spec, operation.input.user, user =>
        alter(user, operation.input),
      );
    case 'drop-user':
      return {
        ...spec,
        users: spec.users.filter(u => u.name !== operation.input.user),
      };
    default:
      return spec;
  }
}

const same = (a: unknown, b: unknown) =>
  JSON.stringify(a) === JSON.stringify(b);

/** Elements that the change touched are as before; others stay as they are. */
function revertList<T>(
  now: T[],
  before: T[],
  target: T[],
  nameOf: (item: T) => string,
): T[] {
  const find = (list: T[], name: string) =>
    list.find(item => nameOf(item) === name);
  const names = new Set([...now, ...before].map(nameOf));
  return [...names].flatMap(name => {
    const touched = !same(find(before, name), find(target, name));
    const item = find(touched ? before : now, name);
    return item === undefined ? [] : [item];
  });
}

/**
 * The spec without what an operation changed. What others changed meanwhile
 * (a text, another user) stays.
 */
export function revertedSpec(
  now: InstanceSpec,
  before: InstanceSpec,
  target: InstanceSpec,
): InstanceSpec {
  const { release, ...rest } = now;
  const kept = same(before.release, target.release) ? release : before.release;
  return {
    ...rest,
    ...(kept === undefined ? {} : { release: kept }),
    ...(same(before.running, target.running)
      ? {}
      : { running: before.running }),
    ...(same(before.parameters, target.parameters)
      ? {}
      : { parameters: before.parameters }),
    ...(same(before.resources, target.resources)
      ? {}
      : { resources: before.resources }),
    ...(same(before.members, target.members)
      ? {}
      : { members: before.members }),
    databases: revertList(
      now.databases,
      before.databases,
      target.databases,
      name => name,
    ),
    users: revertList(now.users, before.users, target.users, u => u.name),
  };
}
