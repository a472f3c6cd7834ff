import {
  Activity,
  Instance,
  InstanceList,
  InstanceRecord,
  Reason,
  TenantRecord,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Evidence,
  InstanceScope,
  MemberProbe,
  Observed,
  TenantScope,
} from '@dbaas-portal/plugin-dbaas-node';
import { ScopeFilter } from '../access/Filter';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import { ChangeListener, ChangeNews } from './ChangeNews';
import { InstanceIndex, Silence } from './InstanceIndex';
import { InstanceQuery } from './InstanceService';
import { IndexedInstance } from './InstanceView';
import { InstanceViews } from './InstanceViews';
import { annotated, looksSame, observe } from './observe';
import { Silences } from './Silences';
import { TenantMemory } from './TenantMemory';

/** Changes within this time are told, and observed, together. */
const BUNDLE_MS = 20;
/** How many are observed before others get their turn. */
const SLICE = 200;

type Entry = {
  record: InstanceRecord;
  resources: Observed[];
  probes: MemberProbe[];
  activity?: Activity;
  indexed: IndexedInstance;
};

const textOf = ({ spec, uid }: InstanceRecord) =>
  [spec.name, spec.tenant, spec.engine, spec.owner, spec.description, uid]
    .join('\n')
    .toLowerCase();

/** The fleet in memory; see the interface for what it is for. */
export class DefaultInstanceIndex implements InstanceIndex {
  private readonly entries = new Map<string, Entry>();
  private readonly waiting = new Map<string, Observed[]>();
  private readonly silences = new Silences(() => this.clock());
  private readonly tenantMemory = new TenantMemory();
  private readonly views = new InstanceViews();
  private readonly dirty = new Set<string>();
  private readonly news = new ChangeNews();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly registry: DefaultRegistry,
    private readonly clock: () => Date,
  ) {}

  *all(): Iterable<Instance> {
    for (const entry of this.entries.values()) {
      yield entry.indexed.instance;
    }
  }

  get size(): number {
    return this.entries.size;
  }

  uids(): Iterable<string> {
    return this.entries.keys();
  }

  get(uid: string): Instance | undefined {
    return this.entries.get(uid)?.indexed.instance;
  }

  evidence(uid: string): Evidence | undefined {
    const entry = this.entries.get(uid);
    return entry && this.evidenceOf(entry);
  }

  scope(uid: string): InstanceScope | undefined {
    return this.entries.get(uid)?.indexed.scope;
  }

  scopeOf({ uid, spec }: InstanceRecord): InstanceScope {
    return {
      tenant: spec.tenant,
      members: this.tenantMemory.scope(spec.tenant)?.members ?? [],
      uid,
      owner: spec.owner,
      environment: spec.environment,
      engine: spec.engine,
    };
  }

  tenants(): Iterable<TenantRecord> {
    return this.tenantMemory.all();
  }

  tenant(name: string): TenantRecord | undefined {
    return this.tenantMemory.get(name);
  }

  tenantScope(name: string): TenantScope | undefined {
    return this.tenantMemory.scope(name);
  }

  revision(): string {
    return this.news.revision();
  }

  onChange(listener: ChangeListener): () => void {
    return this.news.onChange(listener);
  }

  list(query: InstanceQuery, filter: ScopeFilter): InstanceList {
    const items = () => this.indexedInstances();
    return this.views.list(items, query, filter, this.revision());
  }

  putRecord(record: InstanceRecord): void {
    const known = this.entries.get(record.uid);
    // A watch may show an older state than the worker has just written.
    if (known && known.record.revision > record.revision) {
      return;
    }
    const resources = known?.resources ?? this.waiting.get(record.uid) ?? [];
    this.waiting.delete(record.uid);
    this.store({ record, resources, probes: known?.probes ?? [] }, known);
  }

  removeRecord(uid: string): void {
    const known = this.entries.get(uid);
    this.waiting.delete(uid);
    if (known) {
      this.entries.delete(uid);
      this.views.change(known.indexed, undefined);
      this.touch(uid);
    }
  }

  putResources(uid: string, resources: Observed[]): void {
    const entry = this.entries.get(uid);
    if (!entry) {
      // Watches of records and resources race: keep it until its record comes,
      // unless it only tells that nothing is left of what was deleted.
      this.waiting.delete(uid);
      if (resources.length > 0) {
        this.waiting.set(uid, resources);
      }
      return;
    }
    entry.resources = resources;
    this.soon(uid);
  }

  putProbes(uid: string, probes: MemberProbe[]): void {
    const entry = this.entries.get(uid);
    if (entry) {
      entry.probes = probes;
      this.soon(uid);
    }
  }

  putActivities(activities: Map<string, Activity>): void {
    for (const [uid, entry] of this.entries) {
      const activity = activities.get(uid);
      if (JSON.stringify(activity) !== JSON.stringify(entry.activity)) {
        entry.activity = activity;
        this.soon(uid);
      }
    }
  }

  setReachable(location: string, reason?: Reason): void {
    if (!this.silences.set(location, reason)) {
      return;
    }
    for (const [uid, { record }] of this.entries) {
      if (record.spec.location === location) {
        this.soon(uid);
      }
    }
  }

  silence(location: string): Silence | undefined {
    return this.silences.of(location);
  }

  putTenant(location: string, record: TenantRecord): void {
    this.tenantMemory.put(location, record);
    this.tenantChanged(record.spec.name);
  }

  removeTenant(location: string, name: string): void {
    this.tenantMemory.remove(location, name);
    this.tenantChanged(name);
  }

  /** Everything that changed is observed now; for tests and for the worker. */
  flush(): void {
    for (const uid of [...this.dirty]) {
      this.observeAgain(uid);
    }
    this.news.tell();
  }

  close(): void {
    clearTimeout(this.timer);
    this.news.close();
  }

  private tenantChanged(name: string): void {
    this.views.clear();
    for (const entry of this.entries.values()) {
      if (entry.record.spec.tenant === name) {
        this.store(entry, undefined);
      }
    }
    this.touch();
  }

  private evidenceOf(entry: Pick<Entry, 'record' | 'resources' | 'probes'>) {
    return {
      resources: entry.resources,
      probes: entry.probes,
      reachable: !this.silence(entry.record.spec.location),
    };
  }

  private store(
    entry: Pick<Entry, 'record' | 'resources' | 'probes' | 'activity'>,
    known?: Entry,
  ): void {
    const { record } = entry;
    const activity = entry.activity ?? known?.activity;
    const status = observe(this.registry, record, this.evidenceOf(entry), {
      now: this.clock().toISOString(),
      last: known?.indexed.instance.status,
      unreachable: this.silence(record.spec.location)?.reason,
    });
    const instance = { record, status, ...(activity ? { activity } : {}) };
    const indexed: IndexedInstance = {
      instance: annotated(this.registry, instance),
      scope: this.scopeOf(record),
      text: textOf(record),
    };
    this.entries.set(record.uid, { ...entry, activity, indexed });
    this.views.change(known?.indexed, indexed);
    if (!known || !looksSame(known.indexed.instance, indexed.instance)) {
      this.touch(record.uid);
    }
  }

  private observeAgain(uid: string): void {
    this.dirty.delete(uid);
    const entry = this.entries.get(uid);
    if (entry) {
      this.store(entry, entry);
    }
  }

  private soon(uid: string): void {
    this.dirty.add(uid);
    this.schedule();
  }

  private touch(uid?: string): void {
    this.news.add(uid);
    this.schedule();
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      let left = SLICE;
      for (const uid of this.dirty) {
        if (left === 0) {
          break;
        }
        left -= 1;
        this.observeAgain(uid);
      }
      this.news.tell();
      if (this.dirty.size > 0) {
        this.schedule();
      }
    }, BUNDLE_MS).unref();
  }

  private *indexedInstances(): Iterable<IndexedInstance> {
    for (const entry of this.entries.values()) {
      yield entry.indexed;
    }
  }
}
