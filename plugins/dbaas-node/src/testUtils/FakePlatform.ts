import { ConflictError, NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  InstanceRecord,
  LocationStatus,
  TenantRecord,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Address,
  CONTRACT_VERSION,
  Credential,
  InstanceDescription,
  Inventory,
  InventoryQuery,
  LocationSurvey,
  LogRequest,
  Observed,
  Platform,
  PlatformEvent,
  PlatformResource,
  RecordStore,
  ResourceChange,
  SecretStore,
  Step,
  StepContext,
  TerminalOptions,
  TerminalSession,
} from '../contracts';
import { describeServer } from './describeServer';
import { aborted, cutOff } from './fakeFaults';
import { performStep } from './fakeSteps';
import { fakeSurvey } from './fakeSurvey';
import { fakeTerminal } from './fakeTerminal';
import { FakeWorld } from './FakeWorld';

/** @public */
export const FAKE_PLATFORM = 'fake';
/** @public */
export const FAKE_LOCATION = 'fake-place';

/** @public */
export type FakePlatformOptions = {
  id?: string;
  location?: string;
  /** Whether this backend executes steps. */
  canExecute?: () => boolean;
};

/**
 * A platform in memory. Several of them on one world are several backends.
 *
 * @public
 */
export class FakePlatform implements Platform {
  readonly contractVersion = CONTRACT_VERSION;
  readonly id: string;
  private readonly location: string;

  constructor(
    readonly world: FakeWorld,
    private readonly options: FakePlatformOptions = {},
  ) {
    this.id = options.id ?? FAKE_PLATFORM;
    this.location = options.location ?? FAKE_LOCATION;
  }

  async start(): Promise<void> {}
  async stop(): Promise<void> {}

  async locations(): Promise<LocationStatus[]> {
    return [
      {
        id: this.location,
        platform: this.id,
        name: { en: 'Nowhere', zh: '虚拟位置' },
        reachable: { available: !this.world.unreachable },
        findings: [],
      },
    ];
  }

  canExecute(): boolean {
    return this.options.canExecute?.() ?? true;
  }

  async inventory(_: string, queries: InventoryQuery[]): Promise<Inventory> {
    return {
      found: Object.fromEntries(
        queries.map(q => [q.id, [{ version: '2', facts: {} }]]),
      ),
    };
  }

  async survey(location: string): Promise<LocationSurvey> {
    this.mustAnswer();
    if (location !== this.location) {
      throw new NotFoundError(`There is no location '${location}' here`);
    }
    return fakeSurvey();
  }

  instances(): RecordStore<InstanceRecord> {
    return this.store(
      this.world.records,
      record => ({ type: 'record', record }),
      uid => ({ type: 'record-gone', uid }),
    );
  }

  tenants(): RecordStore<TenantRecord> {
    return this.store(
      this.world.tenants,
      record => ({ type: 'tenant', record }),
      name => ({ type: 'tenant-gone', name }),
    );
  }

  secrets(): SecretStore {
    const { secrets } = this.world;
    return {
      get: async (uid, name) => {
        const found = secrets.get(uid)?.get(name);
        return found && { ...found };
      },
      put: async (uid, name, credential) => {
        const known = secrets.get(uid) ?? new Map<string, Credential>();
        known.set(name, { ...credential });
        secrets.set(uid, known);
      },
      delete: async (uid, name) => {
        secrets.get(uid)?.delete(name);
      },
      deleteAll: async uid => {
        secrets.delete(uid);
      },
    };
  }

  watch(_: string, listener: (event: PlatformEvent) => void): () => void {
    for (const record of this.world.tenants.values()) {
      listener({ type: 'tenant', record });
    }
    for (const record of this.world.records.values()) {
      const resources = this.world.resources(record.uid);
      listener({ type: 'record', record });
      listener({ type: 'resources', uid: record.uid, resources });
    }
    listener({ type: 'synced' });
    return this.world.listen(listener);
  }

  async resources(_: string, uid: string): Promise<Observed[]> {
    this.mustAnswer();
    return this.world.resources(uid);
  }

  nodes = async () => ['here', 'elsewhere'];
  reach = async (_location: string, _uid: string, address: Address) => address;

  async terminal(
    _: string,
    uid: string,
    options: TerminalOptions,
  ): Promise<TerminalSession> {
    this.mustAnswer();
    if (!this.world.servers.get(uid)?.has(options.resource)) {
      throw new NotFoundError(`No such server: ${options.resource}`);
    }
    return fakeTerminal(this.world, uid, options);
  }

  logs(_: string, uid: string, request: LogRequest) {
    this.mustAnswer();
    return this.world.logs.read(uid, request);
  }

  async preview(
    _: string,
    { uid }: { uid: string },
    resources: PlatformResource[],
  ): Promise<ResourceChange[]> {
    this.mustAnswer();
    const known = this.world.serversOf(uid);
    return resources.map(({ kind, metadata, spec }) => ({
      action: known.has(metadata.name) ? 'update' : 'create',
      kind,
      name: metadata.name,
      resource: { kind, metadata, spec: spec ?? {} },
    }));
  }

  async describe(
    _: string,
    { uid }: { uid: string },
    wanted: PlatformResource[],
  ): Promise<InstanceDescription> {
    this.mustAnswer();
    const servers = this.world.serversOf(uid);
    const members = wanted.map(resource =>
      describeServer(resource, servers.get(resource.metadata.name)),
    );
    const others = this.world.objects.get(uid) ?? [];
    return { resources: [...members, ...others], unseen: [] };
  }

  async execute(step: Step, context: StepContext): Promise<JsonObject> {
    this.mustAnswer();
    const { world } = this;
    const { uid } = context.record;
    world.executions.push({
      uid,
      operation: context.operationId,
      step: step.id,
      action: step.action,
    });
    const fault = world.takeFault(step);
    if (fault?.how === 'fail') {
      throw fault.error;
    }
    if (fault?.how === 'wait') {
      await Promise.race([fault.until, aborted(context.signal)]);
    }
    if (fault?.how === 'lie') {
      return {};
    }
    const output = performStep(world, step, uid);
    world.seen(uid);
    if (fault?.how === 'fail-after') {
      throw fault.error;
    }
    return output;
  }

  private mustAnswer(): void {
    if (this.world.unreachable) {
      throw cutOff();
    }
  }

  private store<T extends { revision: number }>(
    records: Map<string, T>,
    changed: (record: T) => PlatformEvent,
    gone: (id: string) => PlatformEvent,
  ): RecordStore<T> {
    return {
      list: async () => {
        this.mustAnswer();
        return [...records.values()].map(r => structuredClone(r));
      },
      get: async id => {
        this.mustAnswer();
        const found = records.get(id);
        return found && structuredClone(found);
      },
      put: async (id, record) => {
        this.mustAnswer();
        const stored = records.get(id)?.revision ?? 0;
        if (record.revision !== stored + 1) {
          throw new ConflictError(
            `Revision ${stored} is stored, ${record.revision} was written`,
          );
        }
        records.set(id, structuredClone(record));
        this.world.tell(changed(structuredClone(record)));
      },
      delete: async id => {
        this.mustAnswer();
        if (records.delete(id)) {
          this.world.tell(gone(id));
        }
      },
    };
  }
}
