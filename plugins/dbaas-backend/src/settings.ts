import { Config } from '@backstage/config';
import { z } from 'zod';
import { ControllerPolicy } from './engines/DefaultRegistry';
import { ProbeOptions } from './instances/ProbeSchedule';
import { WorkerOptions } from './operations/work/OperationWorker';

const seconds = (fallback: number) =>
  z
    .number()
    .positive()
    .max(3600)
    .default(fallback)
    .transform(s => s * 1000);
const count = (fallback: number) =>
  z.number().int().positive().max(256).default(fallback);

const schema = z.object({
  controllers: z
    .record(z.string(), z.record(z.string(), z.string()))
    .default({}),
  operations: z
    .object({
      concurrency: count(8),
      leaseSeconds: seconds(30),
      heartbeatSeconds: seconds(10),
      pollSeconds: seconds(1),
      keepKeysDays: z.number().positive().max(3650).default(30),
    })
    .prefault({}),
  probes: z
    .object({
      concurrency: count(16),
      activeSeconds: seconds(5),
      idleSeconds: seconds(15),
    })
    .prefault({}),
});

/** How the core works, from the config's `dbaas`. */
export type Settings = {
  controllers: ControllerPolicy;
  worker: WorkerOptions;
  probes: ProbeOptions;
  keepKeysMs: number;
};

export function readSettings(config: Config): Settings {
  const dbaas = config.getOptionalConfig('dbaas');
  const parsed = schema.safeParse({
    controllers: dbaas?.getOptional('controllers'),
    operations: dbaas?.getOptional('operations'),
    probes: dbaas?.getOptional('probes'),
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`dbaas.${issue.path.join('.')}: ${issue.message}`);
  }
  const { controllers, operations, probes } = parsed.data;
  if (operations.heartbeatSeconds * 2 > operations.leaseSeconds) {
    throw new Error(
      'dbaas.operations.leaseSeconds must be at least twice heartbeatSeconds',
    );
  }
  return {
    controllers,
    worker: {
      concurrency: operations.concurrency,
      leaseMs: operations.leaseSeconds,
      heartbeatMs: operations.heartbeatSeconds,
      pollMs: operations.pollSeconds,
    },
    probes: {
      concurrency: probes.concurrency,
      activeMs: probes.activeSeconds,
      idleMs: probes.idleSeconds,
    },
    keepKeysMs: operations.keepKeysDays * 86_400_000,
  };
}
