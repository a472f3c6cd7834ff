import {
  InstanceRecord,
  TenantRecord,
} from '@dbaas-portal/plugin-dbaas-common';
import { Observed, PlatformEvent } from '@dbaas-portal/plugin-dbaas-node';
import { LocalSettings } from '../options';
import { RecordFiles } from '../records/RecordFiles';
import { Change, ChangeLog } from './ChangeLog';

const REREAD_MS = 30_000;

export type HubSources = {
  instances: RecordFiles<InstanceRecord>;
  tenants: RecordFiles<TenantRecord>;
  /** Every instance that has resources. */
  uids(): Promise<string[]>;
  resources(uid: string): Promise<Observed[]>;
};

type Listener = (event: PlatformEvent) => void;

/** Knows what every listener was told, and tells only what is new. */
export class Hub {
  private readonly listeners = new Set<Listener>();
  private readonly told = new Map<
    string,
    { text: string; event: PlatformEvent }
  >();
  private queue: Promise<void> = Promise.resolve();
  private readonly due = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private isSynced = false;

  constructor(
    private readonly sources: HubSources,
    private readonly log: ChangeLog,
    private readonly logger: LocalSettings['logger'],
  ) {}

  async start(): Promise<void> {
    await this.log.follow(
      change => this.notice(change),
      () => this.rereadSoon(),
    );
    await this.reread();
    this.isSynced = true;
    this.emit({ type: 'synced' });
    this.timer = setInterval(() => this.rereadSoon(), REREAD_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.log.stop();
    await this.queue;
    this.listeners.clear();
  }

  add(listener: Listener): () => void {
    this.listeners.add(listener);
    for (const { event } of this.told.values()) {
      listener(event);
    }
    if (this.isSynced) {
      listener({ type: 'synced' });
    }
    return () => this.listeners.delete(listener);
  }

  /** Something of ours changed: tell it here and to other backends. */
  async changed(change: Change): Promise<void> {
    await this.notice(change);
    await this.log.tell(change).catch(error => {
      this.logger.warn(`Other backends cannot be told of a change: ${error}`);
    });
  }

  /** Reads the one thing again; many hints in a row read once. */
  notice(change: Change): Promise<void> {
    const key = `${change.kind} ${change.id}`;
    if (!this.due.has(key)) {
      this.due.add(key);
      this.queue = this.queue.then(async () => {
        this.due.delete(key);
        try {
          await this.read(change);
        } catch (error) {
          this.logger.warn(`${key} cannot be read: ${error}`);
        }
      });
    }
    return this.queue;
  }

  private rereadSoon(): void {
    this.queue = this.queue
      .then(() => this.reread())
      .catch(error => this.logger.warn(`Records cannot be read: ${error}`));
  }

  private async reread(): Promise<void> {
    const ids = {
      instance: await this.sources.instances.ids(),
      tenant: await this.sources.tenants.ids(),
      resources: await this.sources.uids(),
    };
    const known = new Set(this.told.keys());
    for (const kind of ['tenant', 'instance', 'resources'] as const) {
      for (const id of ids[kind]) {
        known.delete(`${kind} ${id}`);
        await this.read({ kind, id }).catch(error =>
          this.logger.error(`${kind} ${id} cannot be read: ${error}`),
        );
      }
    }
    for (const key of known) {
      const [kind, id] = key.split(' ');
      if (kind === 'tenant' || kind === 'instance' || kind === 'resources') {
        await this.read({ kind, id });
      }
    }
  }

  private async read({ kind, id }: Change): Promise<void> {
    const key = `${kind} ${id}`;
    if (kind === 'resources') {
      const resources = await this.sources.resources(id);
      this.tell(
        key,
        resources.length > 0
          ? JSON.stringify(resources.map(r => r.resource))
          : undefined,
        { type: 'resources', uid: id, resources },
      );
    } else if (kind === 'instance') {
      const record = await this.sources.instances.get(id);
      this.tell(
        key,
        record && JSON.stringify(record),
        record ? { type: 'record', record } : { type: 'record-gone', uid: id },
      );
    } else {
      const record = await this.sources.tenants.get(id);
      this.tell(
        key,
        record && JSON.stringify(record),
        record ? { type: 'tenant', record } : { type: 'tenant-gone', name: id },
      );
    }
  }

  private tell(key: string, text: string | undefined, event: PlatformEvent) {
    if (this.told.get(key)?.text === text) {
      return;
    }
    if (text === undefined) {
      this.told.delete(key);
    } else {
      this.told.set(key, { text, event });
    }
    this.emit(event);
  }

  private emit(event: PlatformEvent): void {
    for (const listener of this.listeners) {
      try {
        listener(event);
      } catch (error) {
        this.logger.error(`A listener of the local platform failed: ${error}`);
      }
    }
  }
}
