import { createLocalPlatform } from '@dbaas-portal/plugin-dbaas-backend-module-local';
import {
  InstanceSpec,
  InstanceStatus,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import { Platform, Session } from '@dbaas-portal/plugin-dbaas-node';
import { EngineHarness } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { JsonObject } from '@backstage/types';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createProcessesBinding } from '../engines/postgresql/bindings/processes';
import { inspectInstallation } from '../engines/postgresql/installation';
import { postgresqlDriver } from '../protocol';

const LOCATION = 'local';

/** One instance on a real local platform of its own. */
export class Corridor {
  private constructor(
    readonly harness: EngineHarness,
    readonly platform: Platform,
    private readonly root: string,
  ) {}

  static async open(): Promise<Corridor> {
    const root = await fs.mkdtemp(path.join(os.tmpdir(), 'dbaas-pg-'));
    await fs.chmod(root, 0o755);
    const from = 23000 + Math.floor(Math.random() * 60) * 100;
    const platform = await createLocalPlatform({
      root: path.join(root, 'local'),
      ports: { from, to: from + 99 },
    });
    await platform.start({ kinds: [] });
    const harness = new EngineHarness({
      platform,
      binding: createProcessesBinding(await inspectInstallation()),
      driver: postgresqlDriver,
      location: LOCATION,
    });
    return new Corridor(harness, platform, root);
  }

  async close(): Promise<void> {
    await this.platform.stop();
    await fs.rm(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  get spec(): InstanceSpec {
    return this.harness.record.spec;
  }

  secret(name: string) {
    return this.harness.secret(name);
  }

  status(): Promise<InstanceStatus> {
    return this.harness.status();
  }

  until(what: (status: InstanceStatus) => boolean): Promise<InstanceStatus> {
    return this.harness.until(what);
  }

  /** Connects to the instance's own address, or to one member. */
  connect(
    secret: string,
    database?: string,
    where: { role?: 'rw' | 'ro'; member?: string } = {},
  ): Promise<Session> {
    return this.harness.connect(secret, {
      ...where,
      ...(database ? { database } : {}),
    });
  }

  /** Walks an operation that leads to `target` to its end. */
  async walk(
    kind: OperationKind,
    target: InstanceSpec,
    options: { input?: JsonObject; failAt?: string } = {},
  ): Promise<void> {
    const { input = {}, failAt } = options;
    await this.harness.run(kind, input, target, { failAt });
  }

  /** Kills a member's process, as a fault would. */
  async kill(member: string): Promise<void> {
    const { resources } = await this.harness.evidence();
    const found = resources.find(r => r.resource.metadata.name === member);
    process.kill(Number(found?.resource.status?.pid), 'SIGKILL');
  }
}
