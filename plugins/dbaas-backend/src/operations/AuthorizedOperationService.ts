import {
  FleetControl,
  fleetControlPermission,
  FleetControlUpdate,
  instanceReadPermission,
  Operation,
  OperationDetail,
  OperationList,
} from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { Guard } from '../access/Guard';
import { permissionFor } from '../access/operationPermissions';
import { unseen } from '../access/refusals';
import { scopeOfOperation } from '../access/scopeOfOperation';
import { AuditLog } from '../audit/AuditLog';
import { InstanceIndex } from '../instances/InstanceIndex';
import { OperationQuery, OperationService } from './OperationService';

const NOTHING = { cancel: false, retry: false, cleanUp: false };

/** Decides who sees the ledger and who may intervene. */
export class AuthorizedOperationService implements OperationService {
  constructor(
    private readonly options: {
      guard: Guard;
      index: InstanceIndex;
      audit: AuditLog;
      service: OperationService;
    },
  ) {}

  async list(query: OperationQuery, caller: Caller): Promise<OperationList> {
    const { guard, index, service } = this.options;
    const filter = await guard.filter(instanceReadPermission, caller);
    const uid = query.instance;
    if (uid !== undefined && index.scope(uid)) {
      await guard.authorizeInstance(uid, [], caller);
    }
    const list = await service.list(query, caller, filter);
    if (uid !== undefined && !index.scope(uid) && list.items.length === 0) {
      throw unseen(uid);
    }
    const items = await Promise.all(
      list.items.map(operation => this.forCaller(operation, caller)),
    );
    return { ...list, items };
  }

  async get(id: string, caller: Caller): Promise<OperationDetail> {
    const operation = await this.readable(id, caller);
    return this.forCaller(operation, caller);
  }

  async retry(id: string, caller: Caller): Promise<Operation> {
    return this.intervene('retry', id, caller);
  }

  async cancel(id: string, caller: Caller): Promise<Operation> {
    return this.intervene('cancel', id, caller);
  }

  async cleanUp(id: string, caller: Caller): Promise<Operation> {
    return this.intervene('cleanUp', id, caller);
  }

  async fleet(caller: Caller): Promise<FleetControl> {
    this.options.guard.requireListed(caller);
    return this.options.service.fleet(caller);
  }

  async setFleet(
    update: FleetControlUpdate,
    caller: Caller,
  ): Promise<FleetControl> {
    const { guard, audit, service } = this.options;
    const details = { paused: update.paused };
    const entry = { action: 'fleet-control', details };
    return audit.record(entry, caller, async () => {
      await guard.authorizeFleet(fleetControlPermission, caller);
      return service.setFleet(update, caller);
    });
  }

  private async intervene(
    verb: 'retry' | 'cancel' | 'cleanUp',
    id: string,
    caller: Caller,
  ): Promise<Operation> {
    const { guard, audit, service } = this.options;
    const action = verb === 'cleanUp' ? 'clean-up' : verb;
    const entry = {
      action: `operation-${action}`,
      details: { operation: id },
    };
    return audit.record(entry, caller, async add => {
      const operation = await this.readable(id, caller);
      const { uid, name } = operation.instance;
      add({
        tenant: operation.tenant,
        instance: { uid, name },
        details: { kind: operation.kind },
      });
      const permission = permissionFor(operation.kind);
      await guard.authorize(
        permission,
        scopeOfOperation(this.options.index, operation),
        caller,
      );
      return this.forCaller(await service[verb](id, caller), caller);
    });
  }

  private async readable(id: string, caller: Caller): Promise<OperationDetail> {
    const { guard, service } = this.options;
    // Asked before the ledger is, so that an unlisted service learns nothing.
    await guard.filter(instanceReadPermission, caller);
    const operation = await service.get(id, caller);
    const scope = scopeOfOperation(this.options.index, operation);
    if (!(await guard.allows(instanceReadPermission, scope, caller))) {
      throw unseen(id);
    }
    return operation;
  }

  private async forCaller<T extends Operation>(
    operation: T,
    caller: Caller,
  ): Promise<T> {
    const may = await this.options.guard.allows(
      permissionFor(operation.kind),
      scopeOfOperation(this.options.index, operation),
      caller,
    );
    return may ? operation : { ...operation, can: NOTHING };
  }
}
