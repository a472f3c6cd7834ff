import {
  dbaasPermissions,
  OperationDetail,
} from '@dbaas-portal/plugin-dbaas-common';
import { JsonObject } from '@backstage/types';
import { ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Answer, ask } from './ask';
import { freePort } from './freePort';

/** Only against hanging: a loaded machine may take its time. */
const START_MS = 300_000;
const OPERATION_MS = 600_000;
const LOOK_MS = 100;

const ENDED = ['succeeded', 'failed', 'cancelled'];

/** How a backend differs from the plain one. */
export type SlimOptions = {
  /** The ports of its databases' servers. */
  ports: { from: number; to: number };
  /** Its file in `src`. */
  entry?: 'index' | 'mortal' | 'withCatalog' | 'withClusters';
  /** Tells backends of one folder apart. */
  name?: string;
  /** The same for all backends of one portal. */
  token?: string;
  /** Where the portal is reached, if not at this backend. */
  baseUrl?: string;
  /** `backend.database`; SQLite in the folder where nothing is said. */
  database?: JsonObject;
  /** On top of the rest, by the first part of the key. */
  config?: JsonObject;
  /** On top of the rest of `dbaas`, in the same way. */
  dbaas?: JsonObject;
};

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/**
 * A real backend in a process of its own, on a folder that outlives it.
 */
export class SlimBackend {
  private process: ChildProcess | undefined;
  private port = 0;
  private log = '';
  private answers = false;

  private constructor(
    readonly folder: string,
    readonly token: string,
    private readonly options: SlimOptions,
  ) {}

  static async create(
    folder: string,
    options: SlimOptions,
  ): Promise<SlimBackend> {
    await fs.mkdir(path.join(folder, 'sqlite'), { recursive: true });
    const token = options.token ?? randomBytes(16).toString('hex');
    return new SlimBackend(folder, token, options);
  }

  get local(): string {
    return path.join(this.folder, 'local');
  }

  /** Where this backend itself listens, as long as it runs. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The last that it wrote. */
  get lastWords(): string {
    return this.log;
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  get isAlive(): boolean {
    const { process: child } = this;
    return (
      child !== undefined &&
      child.exitCode === null &&
      child.signalCode === null
    );
  }

  /** Starts it and waits until it answers. */
  async start(): Promise<void> {
    if (!(await this.startToDie())) {
      throw new Error(`The backend did not start:\n${this.log}`);
    }
  }

  /** Starts one that may be dead before it answers; tells whether it lives. */
  async startToDie(): Promise<boolean> {
    this.answers = false;
    this.port = await freePort();
    await this.spawn();
    const end = Date.now() + START_MS;
    // Routes that are not there yet answer 404: only readiness tells.
    const ready = `${this.url}/.backstage/health/v1/readiness`;
    while (!(await fetch(ready).catch(() => undefined))?.ok) {
      if (!this.isAlive) {
        return false;
      }
      if (Date.now() > end) {
        throw new Error(`The backend did not start in time:\n${this.log}`);
      }
      await pause(LOOK_MS);
    }
    this.answers = true;
    return true;
  }

  /** Whether a balancer would send it requests. */
  get isReady(): boolean {
    return this.answers && this.isAlive;
  }

  /** Without a word, as a crash would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Orderly: the databases stop with it. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  get<T>(pathname: string): Promise<Answer<T>> {
    return this.ask('GET', pathname);
  }

  post<T>(pathname: string, body: unknown, key?: string): Promise<Answer<T>> {
    return this.ask('POST', pathname, body, key);
  }

  /** Waits until an operation has ended, over any restart in between. */
  async ended(id: string): Promise<OperationDetail> {
    const operation = await this.endedOrDead(id);
    if (!operation) {
      throw new Error(`The backend died:\n${this.log}`);
    }
    return operation;
  }

  /** Waits until an operation has ended; undefined where the backend has. */
  async endedOrDead(id: string): Promise<OperationDetail | undefined> {
    const end = Date.now() + OPERATION_MS;
    for (;;) {
      const answer = await this.get<OperationDetail>(`/operations/${id}`).catch(
        () => undefined,
      );
      if (answer && ENDED.includes(answer.body.state)) {
        return answer.body;
      }
      if (!this.isAlive) {
        return undefined;
      }
      if (Date.now() > end) {
        const seen = JSON.stringify(answer?.body);
        throw new Error(`It did not end: ${seen}\n${this.log}`);
      }
      await pause(LOOK_MS);
    }
  }

  private ask<T>(
    method: string,
    pathname: string,
    body?: unknown,
    key?: string,
  ): Promise<Answer<T>> {
    const url = `${this.url}/api/dbaas/v1${pathname}`;
    return ask(method, url, { token: this.token, body, key });
  }

  private async spawn(): Promise<void> {
    const { name = 'backend', entry = 'index' } = this.options;
    const config = path.join(this.folder, `${name}.json`);
    await fs.writeFile(config, JSON.stringify(this.config()), { mode: 0o600 });
    this.log = '';
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        path.resolve(__dirname, `../${entry}.ts`),
        '--config',
        config,
      ],
      {
        cwd: path.resolve(__dirname, '../../../../packages/backend'),
        env: { ...process.env, NODE_ENV: 'test', NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const keep = (data: Buffer) => {
      this.log = (this.log + data.toString()).slice(-4_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.process = child;
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.process;
    if (child && this.isAlive) {
      child.kill(signal);
      await once(child, 'exit');
    }
    this.process = undefined;
  }

  private config(): JsonObject {
    return {
      backend: {
        baseUrl: this.options.baseUrl ?? this.url,
        listen: { host: '127.0.0.1', port: this.port },
        auth: {
          externalAccess: [
            {
              type: 'static',
              options: { token: this.token, subject: 'external:test' },
            },
          ],
        },
        database: this.options.database ?? {
          client: 'better-sqlite3',
          connection: { directory: path.join(this.folder, 'sqlite') },
        },
      },
      dbaas: {
        // A killed backend's work is taken up by the next one within seconds.
        operations: { leaseSeconds: 3, heartbeatSeconds: 1 },
        local: {
          enabled: true,
          root: this.local,
          ports: this.options.ports,
        },
        access: {
          services: ['external:test', 'plugin:catalog'].map(subject => ({
            subject,
            permissions: dbaasPermissions.map(p => p.name),
            tenants: ['*'],
          })),
        },
        seed: {
          tenants: [
            {
              name: 'faults',
              displayName: 'Faults',
              owner: 'group:default/testers',
              members: [],
              quotas: { local: {} },
            },
          ],
        },
        ...this.options.dbaas,
      },
      ...this.options.config,
    };
  }
}
