import { Operation } from '@dbaas-portal/plugin-dbaas-common';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { StandingOf } from './access/Standing';
import { Core, CoreOptions } from './Core';
import { DefaultRegistry } from './engines/DefaultRegistry';
import { ActivityFeed } from './instances/ActivityFeed';
import { DefaultInstanceIndex } from './instances/DefaultInstanceIndex';
import { DefaultInstanceService } from './instances/DefaultInstanceService';
import { MemberProber } from './instances/MemberProber';
import { PlatformFeed } from './instances/PlatformFeed';
import { ProbeSchedule } from './instances/ProbeSchedule';
import { Quotas } from './instances/Quotas';
import { Census } from './locations/Census';
import { DefaultLocationService } from './locations/DefaultLocationService';
import { LocationLooks } from './locations/LocationLooks';
import { DatabaseAdmissionStore } from './operations/DatabaseAdmissionStore';
import { DatabaseClaimStore } from './operations/DatabaseClaimStore';
import { DatabaseFleetStore } from './operations/DatabaseFleetStore';
import { DatabaseOperationStore } from './operations/DatabaseOperationStore';
import { DefaultOperationService } from './operations/DefaultOperationService';
import { toModel } from './operations/toModel';
import { ClaimChecks } from './operations/work/ClaimChecks';
import { CoreSteps } from './operations/work/CoreSteps';
import { EvidenceSource } from './operations/work/EvidenceSource';
import { IntentWriter } from './operations/work/IntentWriter';
import { OperationWorker } from './operations/work/OperationWorker';
import { RecordWriter } from './operations/work/RecordWriter';
import { StepExecutor } from './operations/work/StepExecutor';
import { DefaultResourceService } from './resources/DefaultResourceService';
import { readSettings } from './settings';
import { DefaultTenantService } from './tenants/DefaultTenantService';
import { readSeedTenants, seedTenants } from './tenants/seedTenants';
import { TenantRecords } from './tenants/TenantRecords';
import { readTerminalSettings } from './terminal/settings';

/** For so long the ledger is trusted over what a watch has shown. */
const RECENT_MS = 60_000;
/** Locations and what they offer are looked at again. */
const REFRESH_MS = 60_000;
const FORGET_MS = 3_600_000;

/** Builds the heart of the plugin; nothing runs before `start`. */
export function createCore(options: CoreOptions): Core {
  const { logger, config, database } = options;
  const clock = options.clock ?? (() => new Date());
  const settings = readSettings(config);
  const seeds = readSeedTenants(config);

  const registry = new DefaultRegistry(options, settings.controllers, logger);
  const index = new DefaultInstanceIndex(registry, clock);
  const feed = new PlatformFeed(registry, index, logger);
  const prober = new MemberProber(registry, logger, clock);
  const schedule = new ProbeSchedule(index, prober, settings.probes);
  feed.onSeen(uid => schedule.hint(uid));

  const store = new DatabaseOperationStore(database);
  const claims = options.claims ?? new DatabaseClaimStore(database);
  const fleet = new DatabaseFleetStore(database);
  const admissions = new DatabaseAdmissionStore(database, {
    recentMs: RECENT_MS,
    clock,
  });
  const unrecorded = new Set<(operation: Operation) => void>();
  const activity = new ActivityFeed(
    async () => (await store.active()).map(toModel),
    index,
    logger,
    operation => unrecorded.forEach(listener => listener(operation)),
  );
  const listeners = new Set<(operation: Operation) => void>();
  const changed = async (id: string) => {
    activity.refresh();
    const operation = listeners.size > 0 ? await store.get(id) : undefined;
    if (operation) {
      listeners.forEach(listener => listener(toModel(operation)));
    }
  };

  const records = new RecordWriter(registry, index);
  const quotas = new Quotas(registry, index);
  const standing: StandingOf = async (actor, tenant) => {
    const role = await options.standing?.(actor, index.tenantScope(tenant));
    return role === 'none' ? undefined : role;
  };
  const worker = new OperationWorker(
    {
      registry,
      store,
      claims,
      records,
      intents: new IntentWriter(records, claims, clock),
      evidence: new EvidenceSource(registry, prober, index),
      executor: new StepExecutor(new CoreSteps(records)),
      logger,
      clock,
      owner: `${hostname()}-${process.pid}-${randomUUID().slice(0, 4)}`,
      checks: new ClaimChecks({
        admissions,
        index,
        quotas,
        records,
        recheck: async asked => options.recheck?.(asked),
      }),
      onSeen: (uid, wake) => feed.onSeen(seen => seen === uid && wake()),
      changed,
    },
    settings.worker,
  );
  const wake = () => worker.wake();
  const instances = new DefaultInstanceService({
    registry,
    index,
    admissions,
    records,
    quotas,
    clock,
    hasTerminals: readTerminalSettings(config).enabled,
    standing,
    dependants: async record =>
      options.dependants?.(record) ?? {
        items: record.spec.dependants.map(ref => ({
          entityRef: ref,
          title: ref,
        })),
        complete: true,
      },
    wake,
    changed,
  });
  const operations = new DefaultOperationService({
    store,
    admissions,
    fleet,
    index,
    clock,
    standing,
    wake,
    changed,
  });
  const tenants = new DefaultTenantService({
    registry,
    index,
    records: new TenantRecords(registry, index, logger),
    quotas,
    admissions,
    clock,
  });

  const locations = new DefaultLocationService({
    registry,
    index,
    census: new Census({ index, quotas }),
    looks: new LocationLooks(registry, logger),
  });

  let timers: NodeJS.Timeout[] = [];
  const refresh = async () => {
    await registry.refresh();
    await feed.start();
  };
  const every = (ms: number, work: () => Promise<void>) =>
    setInterval(() => {
      work().catch(error => logger.warn(`Background work failed: ${error}`));
    }, ms).unref();

  return {
    instances,
    locations,
    operations,
    resources: new DefaultResourceService({ registry, index, clock }),
    tenants,
    index,
    registry,
    onUnrecorded(listener) {
      unrecorded.add(listener);
      return () => unrecorded.delete(listener);
    },
    onOperation(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start() {
      for (const platform of registry.platforms()) {
        await platform.start({ kinds: registry.kindsOf(platform.id) });
      }
      await refresh();
      await seedTenants(seeds, tenants, index, logger);
      activity.start();
      schedule.start();
      worker.start();
      timers = [
        every(REFRESH_MS, refresh),
        every(FORGET_MS, () =>
          admissions.forgetKeys(
            new Date(clock().getTime() - settings.keepKeysMs),
          ),
        ),
      ];
    },
    async stop() {
      timers.forEach(clearInterval);
      await worker.stop();
      await schedule.stop();
      await activity.stop();
      feed.stop();
      index.close();
      for (const platform of registry.platforms()) {
        await platform.stop();
      }
    },
  };
}
