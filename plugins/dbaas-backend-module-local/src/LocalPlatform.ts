import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  InstanceRecord,
  LocationStatus,
  TenantRecord,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Address,
  CONTRACT_VERSION,
  Inventory,
  InventoryQuery,
  LocationSurvey,
  LogRequest,
  Observed,
  Platform,
  PLATFORM_LOCAL,
  PlatformEvent,
  PlatformResource,
  RecordStore,
  ResourceChange,
  SecretStore,
  Step,
  StepContext,
} from '@dbaas-portal/plugin-dbaas-node';
import { Authority } from './certificates/Authority';
import { leaveToReaper } from './development/leave';
import { listFolder } from './files/atomic';
import { Instances } from './instances/Instances';
import { Machine } from './instances/Machine';
import { pictureFromFiles, pictureOf } from './instances/picture';
import { recover } from './instances/recover';
import { ProgramFinder } from './inventory/ProgramFinder';
import { isSafeName, Layout } from './layout';
import { asDiskFull } from './location/disk';
import { locationStatus } from './location/status';
import { surveyMachine } from './location/survey';
import { RootLock } from './lock/RootLock';
import { readMemberLog } from './logs/readMemberLog';
import { Observer } from './observe/Observer';
import { LocalPlatformOptions, LocalSettings, settingsOf } from './options';
import { PortBook } from './ports/PortBook';
import { prepareRoot } from './root';
import { RecordFiles } from './records/RecordFiles';
import { isInstanceRecord, isTenantRecord } from './records/shapes';
import { SecretFiles } from './secrets/SecretFiles';
import { executeStep } from './steps/execute';
import { preview } from './steps/preview';
import { findServerUser } from './supervisor/user';
import { ChangeLog } from './watch/ChangeLog';
import { Hub } from './watch/Hub';

const TAKE_OVER_MS = 1000;

/** Instances as child processes of this machine. */
export class LocalPlatform implements Platform {
  readonly contractVersion = CONTRACT_VERSION;
  readonly id = PLATFORM_LOCAL;
  private readonly settings: LocalSettings;
  private readonly machine: Machine;
  private readonly records: RecordFiles<InstanceRecord>;
  private readonly tenantRecords: RecordFiles<TenantRecord>;
  private readonly lock: RootLock;
  private readonly instancesHere: Instances;
  private readonly observer: Observer;
  private readonly hub: Hub;
  private readonly finder: ProgramFinder;
  private isLeading = false;
  private timer: NodeJS.Timeout | undefined;
  private takingOver: Promise<void> = Promise.resolve();
  private stopped: Promise<void> | undefined;
  private readonly stopping = new AbortController();

  constructor(options: LocalPlatformOptions, layout: Layout) {
    this.settings = settingsOf(options);
    const { logger } = this.settings;
    this.machine = {
      settings: this.settings,
      layout,
      ports: new PortBook(layout.ports(), this.settings.ports),
      secrets: new SecretFiles(layout.secrets()),
      authority: new Authority(layout.authority(), this.settings.location),
      changed: uid => {
        this.observer.wake();
        void this.hub.changed({ kind: 'resources', id: uid });
      },
    };
    this.records = new RecordFiles({
      folder: layout.records('instances'),
      what: 'an instance',
      parse: isInstanceRecord,
      changed: id => this.hub.changed({ kind: 'instance', id }),
    });
    this.tenantRecords = new RecordFiles({
      folder: layout.records('tenants'),
      what: 'a tenant',
      parse: isTenantRecord,
      changed: id => this.hub.changed({ kind: 'tenant', id }),
    });
    this.lock = new RootLock(layout.lock());
    this.instancesHere = new Instances(this.machine);
    this.observer = new Observer(this.instancesHere, logger);
    this.finder = new ProgramFinder(this.machine);
    this.hub = new Hub(
      {
        instances: this.records,
        tenants: this.tenantRecords,
        uids: async () =>
          (await listFolder(layout.instances())).filter(isSafeName),
        resources: uid => this.picture(uid),
      },
      new ChangeLog(layout.changes()),
      logger,
    );
  }

  async start(): Promise<void> {
    this.machine.user = await findServerUser(this.settings.user);
    const attempt = () => {
      this.takingOver = this.takingOver
        .then(() => this.takeOver())
        .catch(error =>
          this.settings.logger.error(`Cannot run the local servers: ${error}`),
        );
      return this.takingOver;
    };
    await attempt();
    await this.hub.start();
    this.timer = setInterval(attempt, TAKE_OVER_MS);
    this.timer.unref();
  }

  stop(): Promise<void> {
    this.stopped ??= this.end();
    return this.stopped;
  }

  async locations(): Promise<LocationStatus[]> {
    return [
      await locationStatus(this.machine, {
        isLeading: this.isLeading,
        otherHolder: await this.lock.otherHolder(),
      }),
    ];
  }

  canExecute(location: string): boolean {
    return (
      location === this.settings.location && this.isLeading && !this.stopped
    );
  }

  async inventory(
    location: string,
    queries: InventoryQuery[],
  ): Promise<Inventory> {
    this.check(location);
    return this.finder.find(queries);
  }

  async survey(location: string): Promise<LocationSurvey> {
    this.check(location);
    return surveyMachine(this.machine.layout.root);
  }

  instances(location: string): RecordStore<InstanceRecord> {
    this.check(location);
    return this.records;
  }

  tenants(location: string): RecordStore<TenantRecord> {
    this.check(location);
    return this.tenantRecords;
  }

  secrets(location: string): SecretStore {
    this.check(location);
    return this.machine.secrets;
  }

  watch(location: string, listener: (event: PlatformEvent) => void) {
    this.check(location);
    return this.hub.add(listener);
  }

  async resources(location: string, uid: string): Promise<Observed[]> {
    this.check(location);
    return this.picture(uid);
  }

  /** Servers listen on loopback. */
  async reach(_location: string, _uid: string, address: Address) {
    return address;
  }

  logs(location: string, uid: string, asked: LogRequest) {
    this.check(location);
    const signal = AbortSignal.any([asked.signal, this.stopping.signal]);
    const { layout } = this.machine;
    return readMemberLog(layout, uid, { ...asked, signal }, this.isLeading);
  }

  async preview(
    location: string,
    { uid }: { uid: string },
    resources: PlatformResource[],
  ): Promise<ResourceChange[]> {
    this.check(location);
    return preview(this.machine, uid, resources);
  }

  async execute(step: Step, context: StepContext): Promise<JsonObject> {
    this.check(context.location);
    if (!this.isLeading || this.stopped) {
      throw new ServiceUnavailableError(
        `This backend does not run the servers of location '${context.location}' at the moment`,
      );
    }
    const { uid } = context.record;
    const signal = AbortSignal.any([context.signal, this.stopping.signal]);
    const instance = await this.instancesHere.open(uid);
    return instance.exclusively(async () => {
      const output = await executeStep(instance, step, {
        ...context,
        signal,
      }).catch(error => {
        throw asDiskFull(error);
      });
      if (step.action === 'remove-all') {
        this.instancesHere.forget(uid);
      }
      return output;
    });
  }

  /** Runs the servers, if nobody else does or whoever did has ended. */
  private async takeOver(): Promise<void> {
    if (this.isLeading || this.stopped || !(await this.lock.tryTake())) {
      return;
    }
    await this.records.clearRests();
    await this.tenantRecords.clearRests();
    await recover(
      this.machine,
      this.instancesHere,
      async uid => (await this.records.get(uid)) !== undefined,
    );
    this.observer.start();
    this.isLeading = true;
  }

  private async end(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.takingOver;
    // Steps that run are being aborted; they end what they started.
    await Promise.all(
      this.instancesHere.all().map(i => i.exclusively(async () => {})),
    );
    this.observer.stop();
    if (this.isLeading) {
      this.isLeading = false;
      if (this.settings.onStop() === 'leave') {
        await leaveToReaper(this.machine, this.instancesHere);
        this.instancesHere.leaveAll();
      } else {
        await this.instancesHere.endAll();
      }
    }
    await this.lock.release().catch(error =>
      // It ends with this process at the latest.
      this.settings.logger.warn(`The lock cannot be released: ${error}`),
    );
    await this.hub.stop();
  }

  private async picture(uid: string): Promise<Observed[]> {
    const instance = this.instancesHere.get(uid);
    return instance
      ? pictureOf(instance.manifest, name => instance.units.get(name)?.status)
      : pictureFromFiles(this.machine.layout, uid);
  }

  private check(location: string): void {
    if (location !== this.settings.location) {
      throw new NotFoundError(`There is no location '${location}' here`);
    }
  }
}

/**
 * Makes a local platform; it does nothing before `start`.
 *
 * @public
 */
export async function createLocalPlatform(
  options: LocalPlatformOptions,
): Promise<Platform> {
  return new LocalPlatform(options, await prepareRoot(options.root));
}
