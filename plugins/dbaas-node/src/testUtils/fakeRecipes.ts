import { JsonObject } from '@backstage/types';
import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  Next,
  NextInput,
  SECRET_ADMIN,
  secretOfUser,
  Step,
} from '../contracts';
import {
  coreStep,
  driverStep,
  followRecipe,
  RecipeStep,
  waitUntil,
} from '../recipes';

const title = (text: string) => ({ en: text, zh: `执行 ${text}` });

const members = (spec: InstanceSpec) =>
  Array.from({ length: spec.members }, (_, i) => `m${i}`);

function platformStep(
  id: string,
  action: string,
  input: JsonObject,
  more: Partial<Step> = {},
): Step {
  return {
    id,
    title: title(id),
    executor: 'platform',
    action,
    input,
    timeoutSeconds: 30,
    cancellable: true,
    ...more,
  };
}

function apply(id: string, spec: InstanceSpec, { context }: NextInput): Step {
  return platformStep(id, 'apply', {
    servers: members(spec),
    running: spec.running,
    incarnation: context.incarnation,
  });
}

function waitServing(id: string, spec: InstanceSpec): RecipeStep {
  return waitUntil({
    id,
    title: title(id),
    timeoutSeconds: 20,
    until: status =>
      status.members.length === spec.members &&
      status.members.every(m => m.ready),
  });
}

const waitStopped = (id: string): RecipeStep =>
  waitUntil({
    id,
    title: title(id),
    timeoutSeconds: 20,
    until: status => status.members.every(m => !m.ready),
  });

function secret(id: string, name: string, username: string, renew = false) {
  return coreStep({ id, title: title(id) }, 'secret', {
    name,
    username,
    ...(renew ? { renew } : {}),
  });
}

const setUser = (id: string, user: string, locked = false) =>
  driverStep({ id, title: title(id) }, 'set-user', {
    user,
    secret: secretOfUser(user),
    locked,
  });

function probe(id: string, spec: InstanceSpec): RecipeStep {
  const [user] = spec.users;
  return coreStep({ id, title: title(id) }, 'probe', {
    endpoint: 'rw',
    secret: user ? secretOfUser(user.name) : SECRET_ADMIN,
  });
}

function named(input: NextInput, what: string): string {
  return String(input.operation.input[what]);
}

function removeAll(prefix: string): RecipeStep[] {
  return [
    platformStep(
      `${prefix}remove`,
      'remove-all',
      {},
      {
        cancellable: false,
        pointOfNoReturn: true,
      },
    ),
    waitUntil({
      id: `${prefix}gone`,
      title: title('gone'),
      timeoutSeconds: 20,
      cancellable: false,
      until: status => status.members.length === 0,
    }),
  ];
}

function create(input: NextInput): RecipeStep[] {
  const { target } = input;
  return [
    secret('secret-admin', SECRET_ADMIN, SECRET_ADMIN),
    ...target.users.map(u =>
      secret(`secret-${u.name}`, secretOfUser(u.name), u.name),
    ),
    apply('apply', target, input),
    waitServing('serving', target),
    ...target.databases.map(database =>
      driverStep(
        { id: `database-${database}`, title: title(database) },
        'create-database',
        { database },
      ),
    ),
    ...target.users.map(u => setUser(`user-${u.name}`, u.name)),
    probe('probe', target),
  ];
}

function forward(input: NextInput): RecipeStep[] {
  const { target } = input;
  switch (input.operation.kind) {
    case 'create':
      return create(input);
    case 'delete':
      return removeAll('');
    case 'stop':
      return [apply('apply', target, input), waitStopped('stopped')];
    case 'restart':
      return [
        platformStep('restart', 'restart', {}),
        waitServing('serving', target),
        probe('probe', target),
      ];
    case 'switchover':
      return [
        platformStep('promote', 'promote', {
          member: input.operation.input.member ?? 'm1',
        }),
        waitServing('serving', target),
        probe('probe', target),
      ];
    case 'create-database':
    case 'drop-database':
      return [
        driverStep(
          { id: 'change', title: title('change') },
          input.operation.kind,
          { database: named(input, 'database') },
        ),
        probe('probe', target),
      ];
    case 'create-user':
      return [
        secret(
          'secret',
          secretOfUser(named(input, 'user')),
          named(input, 'user'),
        ),
        setUser('set-user', named(input, 'user')),
        probe('probe', target),
      ];
    case 'alter-user':
      return [
        setUser(
          'set-user',
          named(input, 'user'),
          input.operation.input.locked === true,
        ),
      ];
    case 'drop-user':
      return [
        driverStep({ id: 'drop-user', title: title('drop') }, 'drop-user', {
          user: named(input, 'user'),
        }),
        coreStep({ id: 'forget', title: title('forget') }, 'drop-secret', {
          name: secretOfUser(named(input, 'user')),
        }),
      ];
    case 'rotate-password':
      return [
        secret(
          'renew',
          secretOfUser(named(input, 'user')),
          named(input, 'user'),
          true,
        ),
        setUser('set-user', named(input, 'user')),
        probe('probe', target),
      ];
    default:
      return [
        apply('apply', target, input),
        waitServing('serving', target),
        probe('probe', target),
      ];
  }
}

function back(input: NextInput): RecipeStep[] {
  const { before, operation } = input;
  if (!before) {
    return removeAll('undo-');
  }
  switch (operation.kind) {
    case 'create-database':
      return [
        driverStep({ id: 'undo', title: title('undo') }, 'drop-database', {
          database: named(input, 'database'),
        }),
      ];
    case 'create-user':
      return [
        driverStep({ id: 'undo', title: title('undo') }, 'drop-user', {
          user: named(input, 'user'),
        }),
        coreStep({ id: 'undo-secret', title: title('forget') }, 'drop-secret', {
          name: secretOfUser(named(input, 'user')),
        }),
      ];
    default:
      return [
        apply('undo-apply', before, input),
        ...(before.running ? [waitServing('undo-serving', before)] : []),
      ];
  }
}

/** What the fake binding does, forwards and back. */
export function fakeNext(input: NextInput): Next {
  return followRecipe(
    input.operation.mode === 'clean-up' ? back(input) : forward(input),
    input,
  );
}
