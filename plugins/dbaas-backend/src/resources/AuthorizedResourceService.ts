import {
  ResourceDetail,
  ResourceList,
  resourceReadPermission,
} from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { Guard } from '../access/Guard';
import { AuditLog } from '../audit/AuditLog';
import { InstanceIndex } from '../instances/InstanceIndex';
import { ResourceService } from './ResourceService';

/**
 * Decides who may look, and records who read an object. The list holds names
 * and states and is read again whenever something changes: it is no read of
 * data and is not recorded.
 */
export class AuthorizedResourceService implements ResourceService {
  constructor(
    private readonly options: {
      guard: Guard;
      index: InstanceIndex;
      audit: AuditLog;
      service: ResourceService;
    },
  ) {}

  async list(uid: string, caller: Caller): Promise<ResourceList> {
    const { guard, service } = this.options;
    await guard.authorizeInstance(uid, [resourceReadPermission], caller);
    return service.list(uid, caller);
  }

  async get(
    uid: string,
    resource: { kind: string; name: string },
    caller: Caller,
  ): Promise<ResourceDetail> {
    const { guard, audit, index, service } = this.options;
    const record = index.get(uid)?.record;
    const entry = {
      action: 'resource-read',
      instance: { uid, name: record?.spec.name ?? '' },
      ...(record && { tenant: record.spec.tenant }),
      details: { kind: resource.kind, name: resource.name },
    };
    return audit.record(entry, caller, async () => {
      await guard.authorizeInstance(uid, [resourceReadPermission], caller);
      return service.get(uid, resource, caller);
    });
  }
}
