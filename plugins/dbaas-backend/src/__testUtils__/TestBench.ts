import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  InstanceRequest,
  OperationDetail,
  OperationState,
  Quota,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  FakeDriver,
  fakeBinding,
  fakeEngine,
  FakePlatform,
  FakeWorld,
  FAKE_ENGINE,
  FAKE_LOCATION,
} from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { Knex } from 'knex';
import { Caller } from '../access/Caller';
import { Core, CoreOptions } from '../Core';
import { createCore } from '../createCore';
import { TestDatabase } from './databases';

export const ALICE: Caller = {
  actor: 'user:default/alice',
  credentials: { $$type: '@backstage/BackstageCredentials', principal: {} },
};

export const TENANT = 'shop';

const ENDED: OperationState[] = ['succeeded', 'failed', 'cancelled'];
/** Only against hanging: a loaded machine may take its time. */
const WAIT_MS = 120_000;

/** A core with its knex, as one backend has them. */
export type TestBackend = { core: Core; knex: Knex };

/** One world and one database, and as many backends on them as a test needs. */
export class TestBench {
  readonly world = new FakeWorld();
  private readonly backends: TestBackend[] = [];

  constructor(
    private readonly database: TestDatabase,
    quota: Quota = { memoryMib: 8192, instances: 10 },
  ) {
    this.world.tenants.set(TENANT, {
      revision: 1,
      spec: {
        name: TENANT,
        displayName: 'Shop',
        owner: 'group:default/shop',
        members: [],
        quotas: { [FAKE_LOCATION]: quota },
      },
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: 'user:default/dba',
    });
  }

  /** A connection of its own. */
  open(): Promise<Knex> {
    return this.database.open();
  }

  /** Starts a backend. */
  async backend(
    options: Partial<CoreOptions> & {
      canExecute?: () => boolean;
      knex?: Knex;
      dbaas?: Record<string, unknown>;
      start?: boolean;
    } = {},
  ): Promise<TestBackend> {
    const { canExecute, dbaas = {}, start = true, ...core } = options;
    const knex = options.knex ?? (await this.database.open());
    const backend = {
      knex,
      core: createCore({
        logger: mockServices.logger.mock(),
        config: new ConfigReader({
          dbaas: JSON.parse(
            JSON.stringify({
              // The lease is long: a machine that stands still for a moment
              // loses no claim. Tests of lost claims end leases themselves.
              operations: {
                leaseSeconds: 60,
                heartbeatSeconds: 1,
                pollSeconds: 0.05,
              },
              probes: { activeSeconds: 0.2, idleSeconds: 0.3 },
              ...dbaas,
            }),
          ),
        }),
        database: knex,
        engines: [fakeEngine()],
        bindings: [fakeBinding()],
        drivers: [new FakeDriver(this.world)],
        platforms: [
          new FakePlatform(this.world, canExecute ? { canExecute } : {}),
        ],
        ...core,
      }),
    };
    if (start) {
      await backend.core.start();
    }
    this.backends.push(backend);
    return backend;
  }

  async stop(): Promise<void> {
    await Promise.all(this.backends.map(b => b.core.stop()));
    await this.database.drop();
  }
}

export function requestOf(
  changes: Partial<InstanceRequest> = {},
): InstanceRequest {
  return {
    name: 'orders',
    tenant: TENANT,
    engine: FAKE_ENGINE,
    version: '2',
    location: FAKE_LOCATION,
    topology: 'single',
    resources: { cpuMillis: 500, memoryMib: 512, storageMib: 1024 },
    environment: 'development',
    ...changes,
  };
}

/** Waits until it holds. */
export async function until<T>(
  what: () => Promise<T | undefined | false> | T | undefined | false,
  ms: number = WAIT_MS,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const found = await what();
    if (found) {
      return found;
    }
    if (Date.now() > end) {
      throw new Error('It did not come in time');
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/**
 * Waits until the backend has looked so often for what is to be done, each
 * time with a fresh look at whether the fleet is paused.
 */
export async function looks(knex: Knex, times: number): Promise<void> {
  let seen = 0;
  const count = ({ sql }: { sql: string }) => {
    seen += sql.includes('fleet_control') ? 1 : 0;
  };
  knex.on('query', count);
  try {
    await until(() => seen >= times);
  } finally {
    knex.removeListener('query', count);
  }
}

/** A promise, and what fulfils it. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { opened, open };
}

/** The operation once it has ended. */
export async function ended(core: Core, id: string): Promise<OperationDetail> {
  return until(async () => {
    const operation = await core.operations.get(id, ALICE);
    return ENDED.includes(operation.state) && operation;
  });
}

/** Makes an instance and waits for it. */
export async function makeInstance(
  core: Core,
  changes: Partial<InstanceRequest> = {},
): Promise<string> {
  const created = await core.instances.create(requestOf(changes), {}, ALICE);
  const operation = await ended(core, created.operation.id);
  if (operation.state !== 'succeeded') {
    throw new Error(`Not made: ${JSON.stringify(operation)}`);
  }
  return created.uid;
}
