import { createLocalPlatform } from '@dbaas-portal/plugin-dbaas-backend-module-local';
import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import { Platform } from '@dbaas-portal/plugin-dbaas-node';
import { EngineHarness } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mariadbFlavour } from '../engines/mariadb/flavour';
import { mysqlFlavour } from '../engines/mysql/flavour';
import { ProcessesKind } from '../processes/kind';
import { ProcessesBinding } from '../processes/ProcessesBinding';
import { MysqlDriver } from '../protocol/MysqlDriver';

/** A local platform of its own, on which instances of one engine are made. */
export class Bench {
  static async open(
    kind: ProcessesKind,
    ports: { from: number; to: number },
  ): Promise<Bench> {
    const root = await mkdtemp(join(tmpdir(), 'dbaas-my-'));
    await chmod(root, 0o755);
    const platform = await createLocalPlatform({
      root,
      ports,
      binaries: (process.env.DBAAS_LOCAL_BINARIES ?? '')
        .split(':')
        .filter(Boolean),
      minimumFreeDiskMib: 100,
    });
    await platform.start({ kinds: [] });
    return new Bench(kind, platform, root);
  }

  private constructor(
    private readonly kind: ProcessesKind,
    readonly platform: Platform,
    private readonly root: string,
  ) {}

  harness(): EngineHarness {
    return new EngineHarness({
      platform: this.platform,
      binding: new ProcessesBinding(this.kind),
      driver: new MysqlDriver([mariadbFlavour, mysqlFlavour]),
      location: 'local',
    });
  }

  /** A version that is here. */
  async version(): Promise<string> {
    const { versions } = await this.harness().detection();
    const found = versions.find(v => v.availability.available);
    if (!found) {
      throw new Error(`These tests need ${this.kind.server}`);
    }
    return found.id;
  }

  async spec(change: Partial<InstanceSpec>): Promise<InstanceSpec> {
    return {
      name: 'shop',
      tenant: 'orders',
      engine: this.kind.descriptor.id,
      version: await this.version(),
      platform: 'local',
      location: 'local',
      controller: 'processes',
      topology: 'single',
      members: 1,
      resources: { ...this.kind.descriptor.minimum },
      parameters: { max_connections: 50 },
      databases: ['app_db'],
      users: [{ name: 'app', grants: [{ database: '*', level: 'owner' }] }],
      tls: false,
      running: true,
      environment: 'development',
      owner: 'group:default/team-orders',
      dependants: [],
      protected: false,
      ...change,
    };
  }

  async close(): Promise<void> {
    await this.platform.stop();
    await rm(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}
