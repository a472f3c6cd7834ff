import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import {
  LocalAddress,
  LocalMember,
  LocalMemberSpec,
  LocalMemberStatus,
  LocalResource,
  Platform,
  Step,
} from '@dbaas-portal/plugin-dbaas-node';
import { processInfo } from '../lock/identity';
import { createLocalPlatform } from '../LocalPlatform';
import { LocalPlatformOptions } from '../options';
import { SERVER } from './server';

/** Waits until the check holds; its last error tells what did not. */
export async function eventually<T>(
  check: () => Promise<T> | T,
  ms: number = 60_000,
): Promise<T> {
  const until = Date.now() + ms;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) {
        throw error;
      }
      await sleep(25);
    }
  }
}

export function recordOf(uid: string, revision: number = 1): InstanceRecord {
  return {
    uid,
    revision,
    incarnation: 'i1',
    phase: 'creating',
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'user:default/a',
    spec: {
      name: 'orders',
      tenant: 'shop',
      engine: 'sample',
      version: '1',
      platform: 'local',
      location: 'local',
      controller: 'processes',
      topology: 'single',
      members: 1,
      resources: { cpuMillis: 100, memoryMib: 64, storageMib: 64 },
      parameters: {},
      databases: [],
      users: [],
      tls: false,
      running: true,
      environment: 'development',
      owner: 'group:default/a',
      dependants: [],
      protected: false,
    },
  };
}

/** A member whose server answers every connection with what it knows. */
export function serverMember(
  name: string,
  change: Partial<LocalMemberSpec> = {},
): LocalMember {
  return {
    kind: 'LocalMember',
    metadata: { name },
    spec: {
      incarnation: 'i1',
      program: process.execPath,
      args: [
        '-e',
        SERVER,
        name,
        '${port:main}',
        '${dir}/conf/secret',
        '${data}',
      ],
      env: {},
      ports: ['main'],
      files: [{ path: 'conf/secret', content: '${secret:admin.password}' }],
      init: [],
      stop: { signal: 'SIGTERM', timeoutSeconds: 3 },
      resources: { cpuMillis: 100, memoryMib: 64, storageMib: 64 },
      running: true,
      ...change,
    },
  };
}

export function address(
  name: 'rw' | 'ro',
  targets: string[],
  running: boolean = true,
): LocalAddress {
  return {
    kind: 'LocalAddress',
    metadata: { name },
    spec: { incarnation: 'i1', targets, running },
  };
}

let steps = 0;

export function step(
  action: string,
  input: Step['input'],
  id: string = `step-${steps++}`,
): Step {
  return {
    id,
    title: { en: id, zh: id },
    executor: 'platform',
    action,
    input,
    timeoutSeconds: 30,
    cancellable: true,
  };
}

export function apply(resources: LocalResource[]): Step {
  return step('apply', { resources });
}

export type Running = {
  platform: Platform;
  root: string;
  execute(step: Step, signal?: AbortSignal): Promise<unknown>;
};

/** A root of its own for every test, cleared away after it. */
export function makeBench() {
  // Against hanging only: machines that test are often busy.
  jest.setTimeout(300_000);
  const running: Platform[] = [];
  const roots: string[] = [];
  const bench = {
    uid: '',
    root: '',
    async newRoot(): Promise<string> {
      // Where another user can reach it, should the tests run as root.
      const root = await fs.mkdtemp(path.join(os.tmpdir(), 'dbaas-local-'));
      await fs.chmod(root, 0o755);
      roots.push(root);
      return root;
    },
    async start(options: Partial<LocalPlatformOptions> = {}): Promise<Running> {
      const root = options.root ?? bench.root;
      const platform = await createLocalPlatform({
        ports: { from: 23000, to: 27999 },
        minimumFreeDiskMib: 1,
        ...options,
        root,
      });
      running.push(platform);
      await platform.start({ kinds: [] });
      return {
        platform,
        root,
        execute: (each, signal = new AbortController().signal) =>
          platform.execute(each, {
            location: 'local',
            record: recordOf(bench.uid),
            operationId: 'op',
            signal,
          }),
      };
    },
    async putRecord(platform: Platform) {
      await platform.instances('local').put(bench.uid, recordOf(bench.uid));
      await platform
        .secrets('local')
        .put(bench.uid, 'admin', { username: 'boss', password: 's3cret-word' });
    },
    ask,
    lives: (pid: number) => processInfo(pid) !== undefined,
    filesIn: (folder: string) => fs.readdir(folder).catch(() => []),
  };
  beforeEach(async () => {
    bench.uid = randomUUID();
    bench.root = await bench.newRoot();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map(platform => platform.stop()));
    for (const root of roots.splice(0)) {
      await fs.rm(root, { recursive: true, force: true, maxRetries: 5 });
    }
  });
  return bench;
}

/** What a sample server says of itself. */
export type Answer = {
  name: string;
  pid: number;
  uid: number;
  secret: string;
  starts: number;
};

export async function ask(port: number): Promise<Answer> {
  const text = await new Promise<string>((resolve, reject) => {
    let all = '';
    net
      .connect({ host: '127.0.0.1', port })
      .on('data', chunk => {
        all += chunk;
      })
      .on('end', () => resolve(all))
      .on('error', reject);
  });
  return JSON.parse(text);
}

/** The status of a member as the platform shows it now. */
export async function memberOf(
  platform: Platform,
  uid: string,
  name: string,
): Promise<LocalMemberStatus> {
  return JSON.parse(await statusText(platform, uid, name));
}

/** The status of an address as the platform shows it now. */
export async function addressOf(
  platform: Platform,
  uid: string,
  name: 'rw' | 'ro',
): Promise<NonNullable<LocalAddress['status']>> {
  return JSON.parse(await statusText(platform, uid, name));
}

async function statusText(platform: Platform, uid: string, name: string) {
  const seen = await platform.resources('local', uid);
  const status = seen.find(o => o.resource.metadata.name === name)?.resource
    .status;
  if (!status) {
    throw new Error(`There is no ${name}`);
  }
  return JSON.stringify(status);
}
