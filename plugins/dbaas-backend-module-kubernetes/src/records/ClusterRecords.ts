import {
  InstanceRecord,
  TenantRecord,
} from '@dbaas-portal/plugin-dbaas-common';
import { PlatformEvent } from '@dbaas-portal/plugin-dbaas-node';
import { KubernetesObject } from '../client/KubernetesObject';
import { Objects } from '../client/Objects';
import { TenantSpace } from '../tenants/TenantSpace';
import { instanceRecords } from './instances';
import { RecordObjects } from './RecordObjects';
import { SeenRecords } from './SeenRecords';
import { tenantRecords } from './tenants';

type Listener = {
  tell(event: PlatformEvent): void;
  /** An instance that was not known before: its objects may have been seen. */
  appeared(uid: string): void;
};

/** The records of one cluster: their stores, and what was last seen of them. */
export class ClusterRecords {
  readonly instances: RecordObjects<InstanceRecord>;
  readonly tenants: RecordObjects<TenantRecord>;
  private readonly seenInstances = new SeenRecords<InstanceRecord>();
  private readonly seenTenants = new SeenRecords<TenantRecord>();

  constructor(
    objects: Objects,
    options: { location: string; space: TenantSpace },
    private readonly listener: Listener,
  ) {
    this.instances = instanceRecords(objects, {
      location: options.location,
      namespaceOf: uid => this.seen(uid)?.spec.tenant,
      wrote: record => this.takeInstance(record),
      removed: uid => this.loseInstance(uid),
    });
    this.tenants = tenantRecords(objects, options.space, {
      wrote: record => this.takeTenant(record),
      removed: name => this.loseTenant(name),
    });
  }

  /** The record of an instance as it was last seen. */
  seen(uid: string): InstanceRecord | undefined {
    return this.seenInstances.get(uid);
  }

  /** As it was last seen, else as it is. */
  async find(uid: string): Promise<InstanceRecord | undefined> {
    return this.seen(uid) ?? this.instances.get(uid);
  }

  /** The tenants that were seen. */
  tenantNames(): string[] {
    return [...this.seenTenants.values()].map(({ spec }) => spec.name);
  }

  /** Tells somebody new of all that was seen. */
  tellAll(listener: (event: PlatformEvent) => void): void {
    for (const record of this.seenTenants.values()) {
      listener({ type: 'tenant', record });
    }
    for (const record of this.seenInstances.values()) {
      listener({ type: 'record', record });
    }
  }

  /** An object that the watch shows. */
  take(object: KubernetesObject): void {
    const instance = this.instances.read(object);
    const tenant = this.tenants.read(object);
    if (instance) {
      this.takeInstance(instance);
    } else if (tenant) {
      this.takeTenant(tenant);
    }
  }

  /** An object that the watch shows no more. */
  lose(object: KubernetesObject): void {
    const instance = this.instances.read(object);
    const tenant = this.tenants.read(object);
    if (instance) {
      this.loseInstance(instance.uid);
    } else if (tenant) {
      this.loseTenant(tenant.spec.name);
    }
  }

  private takeTenant(record: TenantRecord): void {
    if (this.seenTenants.put(record.spec.name, record)) {
      this.listener.tell({ type: 'tenant', record });
    }
  }

  private loseTenant(name: string): void {
    this.seenTenants.remove(name);
    this.listener.tell({ type: 'tenant-gone', name });
  }

  private takeInstance(record: InstanceRecord): void {
    const { uid } = record;
    const isNew = !this.seen(uid);
    if (this.seenInstances.put(uid, record)) {
      this.listener.tell({ type: 'record', record });
      if (isNew) {
        this.listener.appeared(uid);
      }
    }
  }

  private loseInstance(uid: string): void {
    this.seenInstances.remove(uid);
    this.listener.tell({ type: 'record-gone', uid });
  }
}
