import { Permission } from '@backstage/plugin-permission-common';
import {
  Created,
  credentialRevealPermission,
  dbaasPermissions,
  InstanceDetail,
  InstanceList,
  InstancePreview,
  instanceCreatePermission,
  instanceDeletePermission,
  instanceOperatePermission,
  instanceReadPermission,
  InstanceRequest,
  InstanceUpdate,
  Operation,
  OperationRequest,
  RESOURCE_TYPE_INSTANCE,
} from '@dbaas-portal/plugin-dbaas-common';
import { InstanceScope } from '@dbaas-portal/plugin-dbaas-node';
import { Caller } from '../access/Caller';
import { Guard } from '../access/Guard';
import { permissionFor } from '../access/operationPermissions';
import { AuditLog } from '../audit/AuditLog';
import { InstanceIndex } from './InstanceIndex';
import { InstanceQuery, InstanceService } from './InstanceService';

const ON_INSTANCE = dbaasPermissions.filter(
  p => p.type === 'resource' && p.resourceType === RESOURCE_TYPE_INSTANCE,
);

/** Decides who may, records who did, and leaves the doing to another. */
export class AuthorizedInstanceService implements InstanceService {
  constructor(
    private readonly options: {
      guard: Guard;
      index: InstanceIndex;
      audit: AuditLog;
      service: InstanceService;
    },
  ) {}

  async list(query: InstanceQuery, caller: Caller): Promise<InstanceList> {
    const { guard, service } = this.options;
    const filter = await guard.filter(instanceReadPermission, caller);
    return service.list(query, caller, filter);
  }

  async get(uid: string, caller: Caller): Promise<InstanceDetail> {
    const { guard, service } = this.options;
    // By `filter`, so that who reads is told of changes.
    await guard.filter(instanceReadPermission, caller);
    const scope = await guard.authorizeInstance(uid, [], caller);
    return this.forCaller(await service.get(uid, caller), scope, caller);
  }

  async preview(
    request: InstanceRequest,
    caller: Caller,
  ): Promise<InstancePreview> {
    const { guard, service } = this.options;
    await guard.authorizeTenant(
      request.tenant,
      [instanceCreatePermission],
      caller,
      'tenant',
    );
    return service.preview(request, caller);
  }

  async create(
    request: InstanceRequest,
    options: { idempotencyKey?: string },
    caller: Caller,
  ): Promise<Created> {
    const { guard, audit, service } = this.options;
    const entry = {
      action: 'instance-create',
      tenant: request.tenant,
      details: {
        name: request.name,
        engine: request.engine,
        location: request.location,
        environment: request.environment,
      },
    };
    return audit.record(entry, caller, async add => {
      await guard.authorizeTenant(
        request.tenant,
        [instanceCreatePermission],
        caller,
        'tenant',
      );
      const created = await service.create(request, options, caller);
      add({
        instance: { uid: created.uid, name: request.name },
        details: { operation: created.operation.id },
      });
      return created;
    });
  }

  async update(
    uid: string,
    update: InstanceUpdate,
    caller: Caller,
  ): Promise<InstanceDetail> {
    const { guard, audit, service } = this.options;
    const changed = Object.keys(update).filter(key => key !== 'revision');
    const entry = {
      ...this.about(uid, 'instance-update'),
      details: { fields: changed.join(',') },
    };
    return audit.record(entry, caller, async () => {
      const needed = this.neededFor(uid, update);
      const scope = await guard.authorizeInstance(uid, needed, caller);
      const after: InstanceScope = {
        ...scope,
        ...(update.environment && { environment: update.environment }),
        ...(update.owner && { owner: update.owner }),
      };
      // Nobody moves it to where the same change would be refused.
      await guard.authorize(instanceOperatePermission, after, caller);
      const detail = await service.update(uid, update, caller);
      return this.forCaller(detail, after, caller);
    });
  }

  async previewOperation(
    uid: string,
    request: OperationRequest,
    caller: Caller,
  ): Promise<InstancePreview> {
    const { guard, service } = this.options;
    await guard.authorizeInstance(uid, [permissionFor(request.kind)], caller);
    return service.previewOperation(uid, request, caller);
  }

  async startOperation(
    uid: string,
    request: OperationRequest,
    options: { idempotencyKey?: string },
    caller: Caller,
  ): Promise<Operation> {
    const { guard, audit, service } = this.options;
    const entry = this.about(uid, `instance-${request.kind}`);
    return audit.record(entry, caller, async add => {
      const needed = [permissionFor(request.kind)];
      await guard.authorizeInstance(uid, needed, caller);
      const operation = await service.startOperation(
        uid,
        request,
        options,
        caller,
      );
      add({ details: { operation: operation.id } });
      return operation;
    });
  }

  /**
   * To reclassify an instance, to give it away, to lift its protection or to
   * let it end earlier is a way to delete it, so it takes that permission. To
   * reclassify it is also a way to its data, which may be closed to some in
   * production only.
   */
  private neededFor(uid: string, update: InstanceUpdate): Permission[] {
    const spec = this.options.index.get(uid)?.record.spec;
    const ends = spec?.lifetime?.expiresAt;
    const endsEarlier =
      update.lifetime &&
      (ends === undefined ||
        Date.parse(update.lifetime.expiresAt) < Date.parse(ends) ||
        update.lifetime.graceDays < (spec?.lifetime?.graceDays ?? 0));
    const moves =
      update.environment !== undefined &&
      update.environment !== spec?.environment;
    const severe =
      moves ||
      (update.owner !== undefined && update.owner !== spec?.owner) ||
      (update.protected === false && spec?.protected !== false) ||
      endsEarlier;
    return [
      instanceOperatePermission,
      ...(severe ? [instanceDeletePermission] : []),
      ...(moves ? [credentialRevealPermission] : []),
    ];
  }

  private about(uid: string, action: string) {
    const record = this.options.index.get(uid)?.record;
    return {
      action,
      instance: { uid, name: record?.spec.name ?? '' },
      ...(record && { tenant: record.spec.tenant }),
    };
  }

  private async forCaller(
    detail: InstanceDetail,
    scope: InstanceScope,
    caller: Caller,
  ): Promise<InstanceDetail> {
    const can = await this.options.guard.permitted(ON_INSTANCE, scope, caller);
    const reveals = can.includes(credentialRevealPermission.name);
    const users = detail.record.spec.users.map(user => user.name);
    return { ...detail, can, secrets: reveals ? users : [] };
  }
}
