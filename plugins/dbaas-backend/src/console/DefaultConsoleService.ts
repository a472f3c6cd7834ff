import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Accounts,
  RevealedCredential,
  StatementFrame,
  StatementRequest,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  DatabaseError,
  secretOfUser,
  Session,
} from '@dbaas-portal/plugin-dbaas-node';
import { Caller } from '../access/Caller';
import { unseen } from '../access/refusals';
import { Registry } from '../engines/Registry';
import { DbaasUnavailableError } from '../errors';
import { InstanceIndex } from '../instances/InstanceIndex';
import { Connector } from './Connector';
import { ConsoleService } from './ConsoleService';
import { ConsoleLimits } from './limits';
import { idTaken, tooMany } from './refuse';
import { StatementStore } from './StatementStore';

const HEARTBEAT_MS = 10_000;
const PORTAL = 'dbaas';

export type DefaultConsoleServiceOptions = {
  index: InstanceIndex;
  registry: Registry;
  statements: StatementStore;
  limits: ConsoleLimits;
  logger: LoggerService;
};

export class DefaultConsoleService implements ConsoleService {
  private readonly connector: Connector;

  constructor(private readonly options: DefaultConsoleServiceOptions) {
    this.connector = new Connector(options.index, options.registry);
  }

  async *run(
    uid: string,
    request: StatementRequest,
    options: { signal: AbortSignal },
    caller: Caller,
  ): AsyncIterable<StatementFrame> {
    const { statements } = this.options;
    const instance = await this.connector.offering(uid, 'console');
    const mode = request.mode ?? 'read';
    await this.admit(uid, request, caller);
    const login = {
      applicationName: `${PORTAL} ${caller.actor}`,
      ...(request.database !== undefined && { database: request.database }),
    };
    let session: Session | undefined;
    let stop = () => {};
    try {
      session = await this.connector.connect(instance, mode, {
        ...login,
        signal: options.signal,
      });
      const { serverProcess } = session;
      const cancel = () => {
        this.connector
          .cancel(instance, mode, serverProcess, login)
          .catch(error => this.failedToCancel(uid, error));
      };
      stop = await this.watch(uid, request.id, serverProcess, {
        cancel,
        signal: options.signal,
      });
      yield* this.frames(session, request);
    } catch (error) {
      if (!(error instanceof DatabaseError)) {
        throw error;
      }
      yield {
        type: 'error',
        message: error.message,
        ...(error.code !== undefined && { code: error.code }),
        ...(error.position !== undefined && { position: error.position }),
      };
    } finally {
      stop();
      await session?.close().catch(error => {
        this.options.logger.debug(`A console session did not close`, {
          error: error instanceof Error ? error.name : 'unknown',
        });
      });
      await statements.remove(uid, request.id);
    }
  }

  async cancel(
    uid: string,
    statementId: string,
    caller: Caller,
    options: { ofAnyone: boolean } = { ofAnyone: false },
  ): Promise<void> {
    const { index, statements } = this.options;
    const running = await statements.get(uid, statementId);
    const instance = index.get(uid);
    const may = running?.actor === caller.actor || options.ofAnyone;
    if (!running || !instance || !may) {
      throw unseen(statementId);
    }
    // For the moment before it has a server process: its backend looks here.
    await statements.cancel(uid, statementId);
    const process =
      running.serverProcess ??
      (await statements.get(uid, statementId))?.serverProcess;
    if (process !== undefined) {
      await this.connector.cancel(instance, running.mode, process, {
        applicationName: `${PORTAL} ${caller.actor}`,
        ...(running.database !== undefined && { database: running.database }),
      });
    }
  }

  async accounts(uid: string, caller: Caller): Promise<Accounts> {
    const instance = await this.connector.offering(uid, 'accounts');
    const session = await this.connector.connect(instance, 'accounts', {
      applicationName: `${PORTAL} ${caller.actor}`,
    });
    try {
      const { databases, users } = await session.accounts();
      const own = await this.connector.portalLogins(instance);
      return { databases, users: users.filter(u => !own.has(u.name)) };
    } finally {
      await session.close();
    }
  }

  async reveal(uid: string, user: string): Promise<RevealedCredential> {
    const { index, registry } = this.options;
    const spec = index.get(uid)?.record.spec;
    // Only users of the record: the portal's own logins are no users.
    if (!spec?.users.some(u => u.name === user)) {
      throw unseen(user);
    }
    const platform = registry.platformOf(spec.location);
    if (!platform) {
      throw new DbaasUnavailableError(spec.location);
    }
    const credential = await platform
      .secrets(spec.location)
      .get(uid, secretOfUser(user));
    if (!credential) {
      throw unseen(user);
    }
    const { username, password, previous } = credential;
    return { username, password, ...(previous !== undefined && { previous }) };
  }

  private async admit(
    uid: string,
    request: StatementRequest,
    caller: Caller,
  ): Promise<void> {
    const { statements, limits } = this.options;
    const added = await statements.add({
      id: request.id,
      uid,
      actor: caller.actor,
      mode: request.mode ?? 'read',
      ...(request.database !== undefined && { database: request.database }),
    });
    if (!added) {
      throw idTaken();
    }
    const [ofActor, ofInstance] = await Promise.all([
      statements.count({ actor: caller.actor }),
      statements.count({ uid }),
    ]);
    if (ofActor > limits.perUser || ofInstance > limits.perInstance) {
      await statements.remove(uid, request.id);
      throw ofActor > limits.perUser
        ? tooMany('actor', limits.perUser)
        : tooMany('instance', limits.perInstance);
    }
  }

  /** Keeps the statement known while it runs, and cancels it when told. */
  private async watch(
    uid: string,
    id: string,
    serverProcess: string,
    told: { cancel: () => void; signal: AbortSignal },
  ): Promise<() => void> {
    const { statements } = this.options;
    const beat = async () => {
      if (await statements.touch({ uid, id }, serverProcess)) {
        told.cancel();
      }
    };
    told.signal.addEventListener('abort', told.cancel, { once: true });
    const timer = setInterval(() => {
      beat().catch(error => this.failedToCancel(uid, error));
    }, HEARTBEAT_MS);
    const stop = () => {
      clearInterval(timer);
      told.signal.removeEventListener('abort', told.cancel);
    };
    try {
      told.signal.throwIfAborted();
      if (await statements.touch({ uid, id }, serverProcess)) {
        throw new DatabaseError('cancelled before it began');
      }
    } catch (error) {
      stop();
      throw error;
    }
    return stop;
  }

  private async *frames(
    session: Session,
    request: StatementRequest,
  ): AsyncIterable<StatementFrame> {
    const { limits } = this.options;
    const began = Date.now();
    const seconds = request.timeoutSeconds ?? limits.defaultTimeoutSeconds;
    const frames = session.run(request.statement, {
      readOnly: request.mode !== 'write',
      maxRows: Math.min(request.maxRows ?? limits.defaultRows, limits.maxRows),
      maxBytes: limits.maxBytes,
      timeoutMs: Math.min(seconds, limits.maxTimeoutSeconds) * 1000,
    });
    for await (const frame of frames) {
      yield frame.type === 'end'
        ? { ...frame, milliseconds: Date.now() - began }
        : frame;
    }
  }

  private failedToCancel(uid: string, error: unknown): void {
    // Without the message, which is the server's.
    const name = error instanceof Error ? error.name : 'unknown';
    this.options.logger.warn(`A statement on ${uid} may run on: ${name}`);
  }
}
