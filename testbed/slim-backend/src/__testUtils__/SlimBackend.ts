import {
  dbaasPermissions,
  OperationDetail,
} from '@dbaas-portal/plugin-dbaas-common';
import { ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';

const START_MS = 60_000;
const OPERATION_MS = 120_000;
const LOOK_MS = 100;

type Answer<T> = { status: number; body: T };

/** A free port on loopback. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  server.close();
  await once(server, 'close');
  return port;
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/**
 * A real backend in a process of its own, on a folder that outlives it.
 */
export class SlimBackend {
  private process: ChildProcess | undefined;
  private port = 0;
  private log = '';

  private constructor(
    readonly folder: string,
    private readonly token: string,
    private readonly ports: { from: number; to: number },
  ) {}

  static async create(
    folder: string,
    ports: { from: number; to: number },
  ): Promise<SlimBackend> {
    await fs.mkdir(path.join(folder, 'sqlite'), { recursive: true });
    return new SlimBackend(folder, randomBytes(16).toString('hex'), ports);
  }

  get local(): string {
    return path.join(this.folder, 'local');
  }

  /** Starts it and waits until it answers. */
  async start(): Promise<void> {
    this.port = await freePort();
    const config = path.join(this.folder, 'app-config.json');
    await fs.writeFile(config, JSON.stringify(this.config()), { mode: 0o600 });
    const entry = path.resolve(__dirname, '../index.ts');
    this.log = '';
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        entry,
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
    const end = Date.now() + START_MS;
    while (
      (await this.get('/tenants').catch(() => undefined))?.status !== 200
    ) {
      if (Date.now() > end || child.exitCode !== null) {
        throw new Error(`The backend did not start:\n${this.log}`);
      }
      await pause(LOOK_MS);
    }
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
    return this.request('GET', pathname);
  }

  post<T>(pathname: string, body: unknown, key?: string): Promise<Answer<T>> {
    return this.request('POST', pathname, body, key);
  }

  /** Waits until an operation has ended, over any restart in between. */
  async ended(id: string): Promise<OperationDetail> {
    const end = Date.now() + OPERATION_MS;
    for (;;) {
      const { body } = await this.get<OperationDetail>(`/operations/${id}`);
      if (['succeeded', 'failed', 'cancelled'].includes(body.state)) {
        return body;
      }
      if (Date.now() > end) {
        throw new Error(`It did not end: ${JSON.stringify(body)}\n${this.log}`);
      }
      await pause(LOOK_MS);
    }
  }

  private async request<T>(
    method: string,
    pathname: string,
    body?: unknown,
    key?: string,
  ): Promise<Answer<T>> {
    const response = await fetch(
      `http://127.0.0.1:${this.port}/api/dbaas/v1${pathname}`,
      {
        method,
        headers: {
          authorization: `Bearer ${this.token}`,
          'content-type': 'application/json',
          ...(key ? { 'idempotency-key': key } : {}),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      },
    );
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : {} };
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
  }

  private config() {
    const url = `http://127.0.0.1:${this.port}`;
    return {
      backend: {
        baseUrl: url,
        listen: { host: '127.0.0.1', port: this.port },
        auth: {
          externalAccess: [
            {
              type: 'static',
              options: { token: this.token, subject: 'external:test' },
            },
          ],
        },
        database: {
          client: 'better-sqlite3',
          connection: { directory: path.join(this.folder, 'sqlite') },
        },
      },
      dbaas: {
        // A killed backend's work is taken up by the next one within seconds.
        operations: { leaseSeconds: 3, heartbeatSeconds: 1 },
        local: { enabled: true, root: this.local, ports: this.ports },
        access: {
          services: [
            {
              subject: 'external:test',
              permissions: dbaasPermissions.map(p => p.name),
              tenants: ['*'],
            },
          ],
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
      },
    };
  }
}
