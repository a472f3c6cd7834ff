import { Instance } from '@dbaas-portal/plugin-dbaas-common';
import {
  ConnectOptions,
  DatabaseError,
  Driver,
  SECRET_ADMIN,
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
  SECRET_REPLICATION,
  Session,
} from '@dbaas-portal/plugin-dbaas-node';
import { Registry } from '../engines/Registry';
import { DbaasConflictError, DbaasUnavailableError } from '../errors';
import { InstanceIndex } from '../instances/InstanceIndex';
import { offeringInstance } from '../instances/offering';
import { notConnected, notOffered } from './refuse';

const CONNECT_TIMEOUT_MS = 10_000;
/** The shortest that a server takes (PostgreSQL cuts names off there). */
const MAX_APPLICATION_NAME = 63;

/**
 * What a session is for. `accounts` is none that a person's statement ever
 * gets: it reads who may do what, which only administrators can.
 */
export type Mode = 'read' | 'write' | 'accounts';

const SECRETS: Record<Mode, string> = {
  read: SECRET_CONSOLE_READ,
  write: SECRET_CONSOLE_WRITE,
  accounts: SECRET_ADMIN,
};

const PORTAL_SECRETS = [
  SECRET_ADMIN,
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
  SECRET_REPLICATION,
];

/** Opens sessions on instances with the portal's own logins, one per mode. */
export class Connector {
  constructor(
    private readonly index: InstanceIndex,
    private readonly registry: Registry,
  ) {}

  /** The instance, where its binding offers the capability. */
  async offering(
    uid: string,
    capability: 'console' | 'accounts',
  ): Promise<Instance> {
    const { index, registry } = this;
    const instance = await offeringInstance(
      { index, registry },
      uid,
      capability,
    );
    const { spec } = instance.record;
    if (!spec.running) {
      throw new DbaasConflictError({
        code: 'not-running',
        params: { name: spec.name },
      });
    }
    return instance;
  }

  async connect(
    instance: Instance,
    mode: Mode,
    options: {
      applicationName: string;
      database?: string;
      signal?: AbortSignal;
    },
  ): Promise<Session> {
    const driver = this.driverOf(instance);
    const target = await this.target(instance, mode, options);
    try {
      return await driver.connect(await this.reached(instance, target));
    } catch (error) {
      if (options.signal?.aborted) {
        throw error;
      }
      // A database that is not there is the asker's mistake and told as the
      // server tells it; other failures name addresses and logins.
      throw error instanceof DatabaseError ? error : notConnected();
    }
  }

  /** Cancels on the server, from a connection of its own. */
  async cancel(
    instance: Instance,
    mode: Mode,
    serverProcess: string,
    options: { applicationName: string; database?: string },
  ): Promise<void> {
    const target = await this.target(instance, mode, options);
    const driver = this.driverOf(instance);
    await driver.cancel(await this.reached(instance, target), serverProcess);
  }

  /** The logins that the portal itself made on the server: nobody's users. */
  async portalLogins({ record }: Instance): Promise<Set<string>> {
    const { uid, spec } = record;
    const secrets = this.registry
      .platformOf(spec.location)
      ?.secrets(spec.location);
    const found = await Promise.all(
      PORTAL_SECRETS.map(name => secrets?.get(uid, name)),
    );
    const users = new Set(spec.users.map(user => user.name));
    return new Set(
      found.flatMap(login =>
        login && !users.has(login.username) ? [login.username] : [],
      ),
    );
  }

  /** By the way that the platform knows; where there is none, it says why. */
  private async reached(
    { record: { uid, spec } }: Instance,
    { host, port, ...rest }: ConnectOptions,
  ): Promise<ConnectOptions> {
    const platform = this.registry.platformOf(spec.location);
    if (!platform) {
      throw new DbaasUnavailableError(spec.location);
    }
    return {
      ...rest,
      ...(await platform.reach(spec.location, uid, { host, port })),
    };
  }

  private driverOf(instance: Instance): Driver {
    const driver = this.registry.driverOf(instance.record.spec.engine);
    if (!driver) {
      throw notOffered({
        code: 'no-driver',
        text: {
          en: 'no driver is installed for this engine',
          zh: '未安装该引擎的驱动',
        },
      });
    }
    return driver;
  }

  private async target(
    instance: Instance,
    mode: Mode,
    options: {
      applicationName: string;
      database?: string;
      signal?: AbortSignal;
    },
  ): Promise<ConnectOptions> {
    const { uid, spec } = instance.record;
    const endpoint = instance.status.endpoints.find(e => e.role === 'rw');
    const platform = this.registry.platformOf(spec.location);
    if (!endpoint || !platform) {
      throw new DbaasUnavailableError(spec.location);
    }
    const secret = SECRETS[mode];
    const credential = await platform.secrets(spec.location).get(uid, secret);
    if (!credential) {
      throw notOffered({
        code: 'no-console-login',
        text: {
          en: 'the instance has no login for the console yet',
          zh: '该实例尚无控制台登录账户',
        },
      });
    }
    const database = options.database ?? spec.databases[0];
    return {
      host: endpoint.host,
      port: endpoint.port,
      tls: endpoint.tls,
      credential,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      applicationName: options.applicationName.slice(0, MAX_APPLICATION_NAME),
      ...(database !== undefined && { database }),
      ...(options.signal && { signal: options.signal }),
    };
  }
}
