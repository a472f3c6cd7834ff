import {
  InstanceRecord,
  LocationStatus,
  TenantRecord,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Address,
  Inventory,
  InventoryQuery,
  LogChunk,
  LogRequest,
  Observed,
  PLATFORM_KUBERNETES,
  PlatformEvent,
} from '@dbaas-portal/plugin-dbaas-node';
import { ApiClient } from './client/ApiClient';
import { KindRef, Kinds, parseKind } from './client/Kinds';
import { KubernetesError } from './client/KubernetesError';
import { KubernetesObject } from './client/KubernetesObject';
import { Objects } from './client/Objects';
import { capacityOf } from './inventory/capacity';
import { findOperator } from './inventory/operators';
import { RECORD_LABEL, UID_LABEL } from './labels';
import { PodLog } from './logs/PodLog';
import { ClusterOptions, KubernetesPlatformOptions } from './options';
import { instanceRecords } from './records/instances';
import { RECORD_KIND } from './records/recordObject';
import { RecordObjects } from './records/RecordObjects';
import { SeenRecords } from './records/SeenRecords';
import { tenantRecords } from './records/tenants';
import { Forwards } from './reach/Forwards';
import { podBehind } from './reach/podBehind';
import { SecretObjects } from './secrets/SecretObjects';
import { TenantSpace } from './tenants/TenantSpace';
import { Listeners } from './watch/Listeners';
import { OwnedObjects } from './watch/OwnedObjects';
import { Reflector, ReflectorSource } from './watch/Reflector';

const CAPACITY_MS = 30_000;

type Capacity = ReturnType<typeof capacityOf>;

const now = () => new Date().toISOString();

/** Kinds of groups with a dot are somebody's own definition. */
const isCustom = ({ apiVersion }: KindRef) =>
  /^[^/]*\.[^/]*\//.test(apiVersion) && !/\.k8s\.io\//.test(apiVersion);

/** One cluster: its client, its watches, and what they have seen. */
export class Cluster {
  readonly id: string;
  readonly objects: Objects;
  readonly records: RecordObjects<InstanceRecord>;
  readonly tenants: RecordObjects<TenantRecord>;
  readonly secrets: SecretObjects;
  readonly listeners: Listeners;
  private readonly client: ApiClient;
  private readonly forwards: Forwards;
  private readonly owned = new OwnedObjects();
  private readonly reflectors: Reflector[] = [];
  private readonly unsynced = new Set<string>();
  private readonly lost = new Map<string, KubernetesError>();
  private readonly recordsSeen = new SeenRecords<InstanceRecord>();
  private readonly tenantsSeen = new SeenRecords<TenantRecord>();
  private kinds: KindRef[] = [];
  private measured: { at: number; capacity: Capacity } | undefined;

  constructor(
    private readonly options: ClusterOptions,
    { policy, logger }: Pick<KubernetesPlatformOptions, 'policy' | 'logger'>,
  ) {
    this.id = options.id;
    this.client = new ApiClient(options.kubeConfig);
    this.forwards = new Forwards(options.kubeConfig);
    this.objects = new Objects(this.client, new Kinds(this.client));
    this.records = instanceRecords(this.objects, {
      location: options.id,
      namespaceOf: uid => this.recordsSeen.get(uid)?.spec.tenant,
      wrote: record => this.takeInstance(record, true),
    });
    this.tenants = tenantRecords(
      this.objects,
      new TenantSpace(this.objects, options.id, policy),
      record => this.takeTenant(record, true),
    );
    this.secrets = new SecretObjects(
      this.objects,
      async uid => this.recordsSeen.get(uid) ?? this.records.get(uid),
    );
    this.listeners = new Listeners(uid => this.seenOf(uid), logger);
  }

  /** Begins to watch records, and the kinds that bindings name. */
  start(kinds: string[]): void {
    this.kinds = [...new Set(kinds)].map(parseKind);
    this.watch(
      { ...RECORD_KIND, labelSelector: RECORD_LABEL },
      object => this.takeRecord(object, true),
      object => this.takeRecord(object, false),
    );
    for (const kind of this.kinds) {
      this.watch(
        // Of what every cluster is full of, only what is ours.
        isCustom(kind) ? kind : { ...kind, labelSelector: UID_LABEL },
        object => this.touch(this.owned.put(object, now())),
        object => this.touch(this.owned.remove(object)),
      );
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.reflectors.map(r => r.stop()));
    this.listeners.close();
    await this.forwards.stop();
  }

  get isReachable(): boolean {
    return this.lost.size === 0 && this.unsynced.size === 0;
  }

  add(listener: (event: PlatformEvent) => void): () => void {
    for (const record of this.tenantsSeen.values()) {
      listener({ type: 'tenant', record });
    }
    for (const record of this.recordsSeen.values()) {
      listener({ type: 'record', record });
    }
    for (const uid of this.owned.instances()) {
      listener({ type: 'resources', uid, resources: this.seenOf(uid) });
    }
    const [error] = this.lost.values();
    if (error) {
      listener({ type: 'unreachable', reason: error.reason });
    } else if (this.unsynced.size === 0) {
      listener({ type: 'synced' });
    }
    return this.listeners.add(listener);
  }

  async status(): Promise<LocationStatus> {
    const { id, title = id } = this.options;
    const about = {
      id,
      platform: PLATFORM_KUBERNETES,
      name: { en: title, zh: title },
      findings: [],
    };
    try {
      const capacity = await this.capacity();
      return { ...about, reachable: { available: true }, capacity };
    } catch (error) {
      if (error instanceof KubernetesError) {
        const { reason } = error;
        // Without the right to see nodes it is still a place to run on.
        return error.code === 'forbidden'
          ? { ...about, reachable: { available: true }, findings: [reason] }
          : { ...about, reachable: { available: false, reason } };
      }
      throw error;
    }
  }

  /** Many people look, and it changes slowly. */
  private capacity(): Capacity {
    const { measured } = this;
    const isNew = measured && Date.now() - measured.at < CAPACITY_MS;
    if (isNew && this.isReachable) {
      return measured.capacity;
    }
    const capacity = capacityOf(this.objects);
    this.measured = { at: Date.now(), capacity };
    capacity.catch(() => {
      this.measured = undefined;
    });
    return capacity;
  }

  async inventory(queries: InventoryQuery[]): Promise<Inventory> {
    const found = await Promise.all(
      queries.map(async query => [
        query.id,
        await findOperator(this.objects, query),
      ]),
    );
    return { found: Object.fromEntries(found) };
  }

  /** Asks the API server itself, of each kind; nobody's memory. */
  async read(uid: string): Promise<Observed[]> {
    const record = this.recordsSeen.get(uid) ?? (await this.records.get(uid));
    if (!record) {
      return [];
    }
    const observedAt = now();
    const fresh = new OwnedObjects();
    for (const kind of this.kinds) {
      if (!(await this.objects.kinds.find(kind))) {
        continue;
      }
      const { items } = await this.objects.list(kind, {
        namespace: record.spec.tenant,
        ...(isCustom(kind) ? {} : { labelSelector: `${UID_LABEL}=${uid}` }),
      });
      items.forEach(object => fresh.put(object, observedAt));
    }
    return fresh.of(uid, record.spec.tenant);
  }

  /** Where this backend connects to in order to reach an address. */
  async reach(uid: string, address: Address): Promise<Address> {
    if (this.options.reach === 'direct') {
      return address;
    }
    const target = podBehind(address, this.seenOf(uid));
    return target ? this.forwards.to(target) : address;
  }

  /** Of what is the instance's, in the namespace of its tenant. */
  logs(uid: string, request: LogRequest): AsyncIterable<LogChunk> {
    const seen = () => this.seenOf(uid);
    return new PodLog({ client: this.client, seen, request }).read();
  }

  private watch(
    source: ReflectorSource,
    put: (object: KubernetesObject) => void,
    gone: (object: KubernetesObject) => void,
  ): void {
    const key = `${source.apiVersion}/${source.kind}/${source.labelSelector}`;
    this.unsynced.add(key);
    const reflector = new Reflector(this.client, this.objects, source, {
      put,
      gone,
      synced: () => {
        this.unsynced.delete(key);
        this.lost.delete(key);
        if (this.isReachable) {
          this.listeners.tell({ type: 'synced' });
        }
      },
      lost: error => {
        this.lost.set(key, error);
        this.listeners.tell({ type: 'unreachable', reason: error.reason });
      },
    });
    this.reflectors.push(reflector);
    reflector.start();
  }

  /** Nothing as long as it is not known where the instance belongs. */
  private seenOf(uid: string): Observed[] {
    const record = this.recordsSeen.get(uid);
    return record ? this.owned.of(uid, record.spec.tenant) : [];
  }

  private touch(uids: string[]): void {
    uids.forEach(uid => this.listeners.touch(uid));
  }

  private takeRecord(object: KubernetesObject, isThere: boolean): void {
    const instance = this.records.read(object);
    const tenant = this.tenants.read(object);
    if (instance) {
      this.takeInstance(instance, isThere);
    } else if (tenant) {
      this.takeTenant(tenant, isThere);
    }
  }

  private takeTenant(record: TenantRecord, isThere: boolean): void {
    const { name } = record.spec;
    if (!isThere) {
      this.tenantsSeen.remove(name);
      this.listeners.tell({ type: 'tenant-gone', name });
    } else if (this.tenantsSeen.put(name, record)) {
      this.listeners.tell({ type: 'tenant', record });
    }
  }

  private takeInstance(record: InstanceRecord, isThere: boolean): void {
    const { uid } = record;
    const isNew = !this.recordsSeen.get(uid);
    if (!isThere) {
      this.recordsSeen.remove(uid);
      this.listeners.tell({ type: 'record-gone', uid });
    } else if (this.recordsSeen.put(uid, record)) {
      this.listeners.tell({ type: 'record', record });
      if (isNew) {
        this.touch([uid]); // Its objects may have been seen before it.
      }
    }
  }
}
