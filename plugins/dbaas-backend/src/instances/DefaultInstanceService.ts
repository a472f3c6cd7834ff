import {
  Created,
  entityNameOf,
  InstanceDetail,
  InstanceList,
  InstancePreview,
  InstanceRequest,
  InstanceUpdate,
  Operation,
  OperationRequest,
} from '@dbaas-portal/plugin-dbaas-common';
import { randomUUID } from 'node:crypto';
import { Caller } from '../access/Caller';
import { ScopeFilter } from '../access/Filter';
import { DbaasNotFoundError, problemOf } from '../errors';
import { StoredOperation } from '../operations/StoredOperation';
import { toModel } from '../operations/toModel';
import {
  announce,
  checkRevision,
  InstanceServiceOptions,
  keyOf,
  refuse,
} from './admission';
import { InstanceChanges } from './InstanceChanges';
import { InstanceQuery, InstanceService } from './InstanceService';
import { PreviewMaker } from './PreviewMaker';
import { Wish } from './Quotas';
import { updatedSpec } from './updates';
import { ChangeValidator } from './validation/ChangeValidator';
import { RequestValidator } from './validation/RequestValidator';

/** Everything about instances, for whoever was let through. */
export class DefaultInstanceService implements InstanceService {
  private readonly requests: RequestValidator;
  private readonly validator: ChangeValidator;
  private readonly changes: InstanceChanges;
  private readonly previews = new PreviewMaker();

  constructor(private readonly options: InstanceServiceOptions) {
    const { registry, index, clock, hasTerminals } = options;
    this.requests = new RequestValidator(registry, index, clock);
    this.validator = new ChangeValidator(registry, clock, hasTerminals);
    this.changes = new InstanceChanges(options, this.validator, this.previews);
  }

  async list(
    query: InstanceQuery,
    _caller: Caller,
    filter: ScopeFilter = 'all',
  ): Promise<InstanceList> {
    return this.options.index.list(query, filter);
  }

  async get(uid: string, _caller: Caller): Promise<InstanceDetail> {
    const { admissions, index } = this.options;
    const instance = index.get(uid);
    // Another backend may have removed it, and our watch not shown it yet:
    // whoever was told that it is gone must not find it again here.
    if (instance && (await admissions.isGone(uid))) {
      index.removeRecord(uid);
    }
    if (!instance || !index.get(uid)) {
      throw new DbaasNotFoundError(uid);
    }
    return {
      ...instance,
      facets: await this.validator.facets(instance.record),
      secrets: instance.record.spec.users.map(u => u.name),
      can: [],
    };
  }

  async preview(
    request: InstanceRequest,
    _caller: Caller,
  ): Promise<InstancePreview> {
    const { quotas, admissions, clock } = this.options;
    const { problems, spec, binding, platform, detection } =
      await this.requests.understand(request);
    if (!spec || !binding || !platform || !detection) {
      return { problems: problems.map(problemOf), changes: [], steps: [] };
    }
    const wish: Wish = { kind: 'create', target: spec };
    const operations = await admissions.ofTenant(spec.tenant);
    const preview = await this.previews.preview(
      [...problems, ...quotas.check(wish, operations)],
      {
        binding,
        platform,
        detection,
        kind: 'create',
        input: {},
        target: spec,
        now: clock().toISOString(),
      },
    );
    return { ...preview, quota: quotas.simulate(wish, operations) };
  }

  async create(
    request: InstanceRequest,
    options: { idempotencyKey?: string },
    caller: Caller,
  ): Promise<Created> {
    const { admissions, index, quotas, standing } = this.options;
    const key = keyOf(options.idempotencyKey, ['create', request]);
    // Before the checks: by now the name is taken, by this very request.
    const repeated = key && (await admissions.repeated(caller.actor, key));
    if (repeated) {
      return this.created(repeated);
    }
    const { problems, spec } = await this.requests.understand(request);
    refuse(problems);
    if (!spec) {
      throw new Error('A request without problems has a spec');
    }
    const role = await standing(caller.actor, spec.tenant);
    const operation = await admissions.admit(
      {
        id: randomUUID(),
        uid: randomUUID(),
        kind: 'create',
        actor: caller.actor,
        ...(role ? { standing: role } : {}),
        input: {},
        target: spec,
        revision: 1,
      },
      {
        ...(key ? { key } : {}),
        check: operations =>
          refuse(quotas.check({ kind: 'create', target: spec }, operations)),
        exists: uid => index.get(uid) !== undefined,
      },
    );
    await announce(operation, this.options);
    return this.created(operation);
  }

  async update(
    uid: string,
    update: InstanceUpdate,
    caller: Caller,
  ): Promise<InstanceDetail> {
    const { records, clock } = this.options;
    const { record } = await this.get(uid, caller);
    await records.change(uid, record.spec, current => {
      checkRevision(update.revision, current);
      const { spec, problems } = updatedSpec(current.spec, update, clock());
      refuse(problems);
      return JSON.stringify(spec) === JSON.stringify(current.spec)
        ? current
        : { ...current, spec };
    });
    return this.get(uid, caller);
  }

  previewOperation(
    uid: string,
    request: OperationRequest,
    _caller: Caller,
  ): Promise<InstancePreview> {
    return this.changes.preview(uid, request);
  }

  startOperation(
    uid: string,
    request: OperationRequest,
    options: { idempotencyKey?: string },
    caller: Caller,
  ): Promise<Operation> {
    return this.changes.start(uid, request, options, caller);
  }

  private created(operation: StoredOperation): Created {
    const { tenant, name } = operation.target;
    return {
      uid: operation.uid,
      entityRef: `resource:default/${entityNameOf(tenant, name)}`,
      operation: toModel(operation),
    };
  }
}
