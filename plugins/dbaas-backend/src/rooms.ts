import {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  RootInstanceMetadataService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { EventsService } from '@backstage/plugin-events-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { Knex } from 'knex';
import { Guard } from './access/Guard';
import { MeService } from './access/Me';
import { recheckActor } from './access/recheck';
import { registerResourceTypes } from './access/resourceTypes';
import { ServiceGrants } from './access/ServiceGrants';
import { Standing } from './access/Standing';
import { AuditStore } from './audit/AuditStore';
import { AuthorizedAuditLog } from './audit/AuthorizedAuditLog';
import { DatabaseAuditLog } from './audit/DatabaseAuditLog';
import { AuthorizedDependants } from './catalog/AuthorizedDependants';
import { CatalogDependants } from './catalog/CatalogDependants';
import { AuthorizedConsoleService } from './console/AuthorizedConsoleService';
import { DefaultConsoleService } from './console/DefaultConsoleService';
import { readConsoleLimits } from './console/limits';
import { StatementStore } from './console/StatementStore';
import { Core, CoreOptions, RegistryInputs } from './Core';
import { AuthorizedOffers } from './engines/AuthorizedOffers';
import { AuthorizedInstanceService } from './instances/AuthorizedInstanceService';
import { AuthorizedLogService } from './logs/AuthorizedLogService';
import { DefaultLogService } from './logs/DefaultLogService';
import { readLogLimits } from './logs/limits';
import { LIFETIME_ACTOR, LifetimeSweep } from './lifetime/LifetimeSweep';
import { NoticeStore } from './lifetime/NoticeStore';
import { AuthorizedLocationService } from './locations/AuthorizedLocationService';
import { notifyEndedOperations } from './notifications/endedOperations';
import { Notifier } from './notifications/Notifier';
import { AuthorizedOperationService } from './operations/AuthorizedOperationService';
import { OwnOperations } from './operations/OwnOperations';
import { AuthorizedResourceService } from './resources/AuthorizedResourceService';
import { RouterDeps } from './router';
import { RecordEvents } from './events/RecordEvents';
import { ChangeSignals } from './signals/ChangeSignals';
import { Viewers } from './signals/Viewers';
import { AuthorizedTenantService } from './tenants/AuthorizedTenantService';
import { createTerminals, Terminals } from './terminal/createTerminals';
import { UPKEEP_ACTOR, UpkeepWatch } from './upkeep/UpkeepWatch';

export type RoomsOptions = {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  events: EventsService;
  createCore: (options: CoreOptions) => Core | Promise<Core>;
  httpAuth: HttpAuthService;
  inputs: RegistryInputs;
  instanceMetadata: RootInstanceMetadataService;
  knex: Knex;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  scheduler: SchedulerService;
  signals: SignalsService;
};

export type Rooms = {
  routes: RouterDeps;
  terminals: Terminals;
  start(): Promise<void>;
  stop(): Promise<void>;
};

const DEFAULT_RETENTION_DAYS = 400;

function retentionDaysOf(config: RootConfigService): number {
  const days =
    config.getOptionalNumber('dbaas.audit.retentionDays') ??
    DEFAULT_RETENTION_DAYS;
  if (!Number.isInteger(days) || days < 1) {
    throw new Error('dbaas.audit.retentionDays must be a whole number above 0');
  }
  return days;
}

async function hasSignals(options: RoomsOptions): Promise<boolean> {
  const plugins = await options.instanceMetadata.getInstalledPlugins();
  return (
    options.config.getOptionalBoolean('dbaas.signals') ??
    plugins.some(plugin => plugin.pluginId === 'signals')
  );
}

/** Builds every room around the core, and the guard in front of them. */
export async function createRooms(options: RoomsOptions): Promise<Rooms> {
  const { auth, config, knex, logger, scheduler } = options;
  const grants = ServiceGrants.fromConfig(config);
  const catalogDependants = new CatalogDependants(options);
  const standing = new Standing(options);
  const core = await options.createCore({
    ...options.inputs,
    logger,
    config,
    database: knex,
    recheck: recheckActor({
      grants,
      own: new Set([LIFETIME_ACTOR, UPKEEP_ACTOR]),
      standing,
    }),
    standing: (actor, scope) => standing.now(actor, scope),
    dependants: record => catalogDependants.forDeletion(record),
  });
  const { index, registry } = core;

  registerResourceTypes(options.permissionsRegistry, index);
  const viewers = new Viewers();
  const guard = new Guard({
    ...options,
    grants,
    index,
    onRead: (caller, filter) => viewers.saw(caller, filter),
  });
  const audit = new DatabaseAuditLog({
    store: new AuditStore(knex, index),
    auditor: options.auditor,
    logger,
    retentionDays: retentionDaysOf(config),
  });
  const console = new DefaultConsoleService({
    index,
    registry,
    logger,
    statements: new StatementStore(knex),
    limits: readConsoleLimits(config),
  });
  const logs = new DefaultLogService({
    index,
    registry,
    limits: readLogLimits(config),
  });
  const notices = new NoticeStore(knex);
  const notifier = new Notifier({ ...options, index });
  const operationsOf = (actor: string) =>
    new OwnOperations({
      actor,
      instances: core.instances,
      audit,
      notices,
      auth,
    });
  const sweep = new LifetimeSweep({
    index,
    operations: operationsOf(LIFETIME_ACTOR),
    notices,
    notifier,
    logger,
  });
  const upkeep = new UpkeepWatch({
    index,
    registry,
    operations: operationsOf(UPKEEP_ACTOR),
    logger,
  });
  const signals = new ChangeSignals({
    ...options,
    index,
    viewers,
    onUnrecorded: core.onUnrecorded,
  });
  const recordEvents = new RecordEvents({ ...options, index });
  const signalled = await hasSignals(options);

  const shared = { guard, index, audit };
  const terminals = createTerminals({
    ...shared,
    registry,
    knex,
    config,
    logger,
  });
  let forgetOperations = () => {};
  return {
    routes: {
      guard,
      me: new MeService({
        guard,
        index,
        operations: core.operations,
        signals: signalled,
      }),
      offers: new AuthorizedOffers({ guard, registry }),
      locations: new AuthorizedLocationService({
        guard,
        service: core.locations,
      }),
      tenants: new AuthorizedTenantService({
        ...shared,
        service: core.tenants,
      }),
      instances: new AuthorizedInstanceService({
        ...shared,
        service: core.instances,
      }),
      dependants: new AuthorizedDependants({
        ...shared,
        dependants: catalogDependants,
      }),
      operations: new AuthorizedOperationService({
        ...shared,
        service: core.operations,
      }),
      resources: new AuthorizedResourceService({
        ...shared,
        service: core.resources,
      }),
      console: new AuthorizedConsoleService({
        ...shared,
        registry,
        service: console,
      }),
      terminals: terminals.service,
      logs: new AuthorizedLogService({ ...shared, service: logs }),
      audit: new AuthorizedAuditLog(guard, audit),
    },
    terminals,
    async start() {
      if (signalled) {
        signals.start();
      }
      forgetOperations = notifyEndedOperations(core.onOperation, {
        notifier,
        notices,
        logger,
      });
      await scheduler.scheduleTask({
        id: 'dbaas-lifetime',
        frequency: { hours: 1 },
        timeout: { minutes: 30 },
        initialDelay: { minutes: 1 },
        scope: 'global',
        fn: () => sweep.run(),
      });
      await scheduler.scheduleTask({
        id: 'dbaas-audit-retention',
        frequency: { hours: 24 },
        timeout: { minutes: 30 },
        initialDelay: { minutes: 5 },
        scope: 'global',
        fn: async () => {
          await audit.purge();
        },
      });
      await core.start();
      recordEvents.start();
      upkeep.start();
    },
    async stop() {
      await terminals.stop();
      await upkeep.stop();
      signals.stop();
      recordEvents.stop();
      forgetOperations();
      await core.stop();
    },
  };
}
