/**
 * A portal in memory with N instances, for the list benchmark: the whole way
 * of a request (HTTP, authentication, permissions with conditions, index), on
 * a platform without processes. Prints its port, and the memory that the
 * instances take.
 */
import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import {
  FakeDriver,
  fakeSpec,
  FakeWorld,
} from '@dbaas-portal/plugin-dbaas-node/testUtils';
import {
  headerOf,
  startPortal,
} from '../../plugins/dbaas-backend/src/__testUtils__/portal';

const ENVIRONMENTS = ['development', 'test', 'staging', 'production'] as const;

function recordOf(i: number): InstanceRecord {
  return {
    uid: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    revision: 1,
    // Scattered, so that no order is the order in which they were made.
    spec: fakeSpec({
      name: `db-${((i * 7919) % 100003).toString(36)}-${i}`,
      tenant: i % 2 ? 'shop' : 'other',
      environment: ENVIRONMENTS[i % 4],
      owner: `group:default/team-${i % 40}`,
      description: `Synthetic instance ${i}`,
      running: i % 10 !== 0,
    }),
    incarnation: 'i1',
    phase: 'active',
    createdAt: new Date(1.7e12 + ((i * 104729) % 1e9)).toISOString(),
    createdBy: 'user:default/bench',
  };
}

function fill(world: FakeWorld, count: number): void {
  for (let i = 0; i < count; i++) {
    const record = recordOf(i);
    world.records.set(record.uid, record);
    world.serversOf(record.uid).set('m0', {
      name: 'm0',
      port: 30_000 + i,
      incarnation: 'i1',
      running: record.spec.running,
      primary: true,
      databases: [],
      users: {},
      restarts: 0,
    });
  }
}

async function main(): Promise<void> {
  const count = Number(process.argv[2]);
  let before = 0;
  const { server } = await startPortal({
    driver: world => {
      fill(world, count);
      global.gc?.();
      before = process.memoryUsage().heapUsed;
      return new FakeDriver(world);
    },
  });
  global.gc?.();
  const heap = process.memoryUsage().heapUsed - before;
  process.stdout.write(
    `${JSON.stringify({
      port: server.port(),
      heap,
      member: headerOf('member'),
      dba: headerOf('dba'),
    })}\n`,
  );
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
