import { JsonObject } from '@backstage/types';
import { Accounts } from '@dbaas-portal/plugin-dbaas-common';
import {
  ActionContext,
  ConnectOptions,
  CONTRACT_VERSION,
  DatabaseError,
  Driver,
  DriverAction,
  Frame,
  Probe,
  RunOptions,
  SECRET_ADMIN,
  Session,
} from '../contracts';
import { FakeServer, FakeWorld } from './FakeWorld';

/** @public */
export const FAKE_FAMILY = 'fake';

function refused(): Error {
  return Object.assign(new Error('Nothing listens'), { code: 'ECONNREFUSED' });
}

class FakeSession implements Session {
  readonly serverProcess = '1';

  constructor(readonly server: FakeServer, readonly world: FakeWorld) {}

  async *run(statement: string, options: RunOptions): AsyncIterable<Frame> {
    this.mustRun();
    if (options.readOnly && /^\s*(insert|update|delete)/i.test(statement)) {
      throw new DatabaseError('The session is read-only', '25006');
    }
    yield { type: 'columns', columns: [{ name: 'echo', dataType: 'text' }] };
    yield { type: 'rows', rows: [[statement]] };
    yield { type: 'end', rowCount: 1, truncated: false };
  }

  async probe(): Promise<Probe> {
    this.mustRun();
    return {
      role: this.server.primary ? 'primary' : 'replica',
      version: '2.1',
      facts: {},
    };
  }

  async accounts(): Promise<Accounts> {
    this.mustRun();
    return {
      databases: this.server.databases.map(name => ({ name })),
      users: Object.entries(this.server.users).map(([name, user]) => ({
        name,
        locked: user.locked,
        grants: [],
        managed: true,
      })),
    };
  }

  async close(): Promise<void> {}

  mustRun(): void {
    if (!this.server.running) {
      throw refused();
    }
  }
}

function textOf(input: JsonObject, name: string): string {
  const value = input[name];
  if (typeof value !== 'string') {
    throw new DatabaseError(`${name} is needed`);
  }
  return value;
}

/**
 * A driver of servers in memory. The admin may always log in; everybody else
 * with the password that the server was given.
 *
 * @public
 */
export class FakeDriver implements Driver {
  readonly contractVersion = CONTRACT_VERSION;
  readonly family: string;
  readonly actions: Readonly<Record<string, DriverAction>>;

  constructor(
    private readonly world: FakeWorld,
    options: { family?: string } = {},
  ) {
    this.family = options.family ?? FAKE_FAMILY;
    const act =
      (
        name: string,
        work: (
          server: FakeServer,
          input: JsonObject,
          context: ActionContext,
        ) => Promise<void> | void,
      ): DriverAction =>
      async (session, input, context) => {
        const server = world.serverAt(Number(session.serverProcess));
        if (!server) {
          throw refused();
        }
        const fault = world.takeFault({ id: name, action: name });
        if (fault?.how === 'fail') {
          throw fault.error;
        }
        if (fault?.how === 'wait') {
          await fault.until;
        }
        if (fault?.how !== 'lie') {
          await work(server, input, context);
        }
        if (fault?.how === 'fail-after') {
          throw fault.error;
        }
        return {};
      };
    this.actions = {
      'create-database': act('create-database', (server, input) => {
        const name = textOf(input, 'database');
        if (!server.databases.includes(name)) {
          world.count(`database ${server.port} ${name}`);
          server.databases.push(name);
        }
      }),
      'drop-database': act('drop-database', (server, input) => {
        const name = textOf(input, 'database');
        server.databases = server.databases.filter(d => d !== name);
      }),
      'set-user': act('set-user', async (server, input, context) => {
        const name = textOf(input, 'user');
        const { password } = await context.secret(textOf(input, 'secret'));
        server.users[name] = { password, locked: input.locked === true };
      }),
      'drop-user': act('drop-user', (server, input) => {
        delete server.users[textOf(input, 'user')];
      }),
    };
  }

  async connect(options: ConnectOptions): Promise<Session> {
    const server = this.world.serverAt(options.port);
    if (!server?.running) {
      throw refused();
    }
    const { username, password } = options.credential;
    const user = server.users[username];
    if (username !== SECRET_ADMIN && (!user || user.password !== password)) {
      throw new DatabaseError('Wrong password', '28P01');
    }
    const session = new FakeSession(server, this.world);
    return Object.assign(session, { serverProcess: String(server.port) });
  }

  async cancel(): Promise<void> {}
}
