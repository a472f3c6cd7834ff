import { JsonObject } from '@backstage/types';
import {
  Created,
  Dependants,
  entityNameOf,
  Instance,
  InstanceDetail,
  InstanceList,
  InstancePreview,
  InstanceRecord,
  InstanceRequest,
  InstanceUpdate,
  Operation,
  OperationKind,
  OperationRequest,
} from '@dbaas-portal/plugin-dbaas-common';
import { LoggerService } from '@backstage/backend-plugin-api';
import { createHash, randomUUID } from 'node:crypto';
import { Caller } from '../access/Caller';
import { ScopeFilter } from '../access/Filter';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import {
  DbaasConflictError,
  DbaasNotFoundError,
  DbaasUnavailableError,
  ErrorDetails,
  errorOf,
  problemOf,
} from '../errors';
import {
  DatabaseAdmissionStore,
  TenantOperations,
} from '../operations/DatabaseAdmissionStore';
import { excludes } from '../operations/exclusions';
import { OperationInput, parseOperation } from '../operations/inputs';
import { StoredOperation } from '../operations/StoredOperation';
import { toModel } from '../operations/toModel';
import { RecordWriter } from '../operations/work/RecordWriter';
import { DefaultInstanceIndex } from './DefaultInstanceIndex';
import { InstanceQuery, InstanceService } from './InstanceService';
import { PreviewMaker, PreviewScene } from './PreviewMaker';
import { Quotas, Wish } from './Quotas';
import { updatedSpec } from './updates';
import { ChangeValidator } from './validation/ChangeValidator';
import { RequestValidator } from './validation/RequestValidator';

export type InstanceServiceOptions = {
  registry: DefaultRegistry;
  index: DefaultInstanceIndex;
  admissions: DatabaseAdmissionStore;
  records: RecordWriter;
  quotas: Quotas;
  logger: LoggerService;
  clock: () => Date;
  dependants: (record: InstanceRecord) => Promise<Dependants>;
  wake: () => void;
  changed: (id: string) => Promise<void>;
};

/** How many dependants an error names. */
const NAMED = 5;

function keyOf(key: string | undefined, request: unknown) {
  return key === undefined
    ? undefined
    : {
        key,
        hash: createHash('sha256')
          .update(JSON.stringify(request))
          .digest('hex'),
      };
}

/** Everything about instances, for whoever was let through. */
export class DefaultInstanceService implements InstanceService {
  private readonly requests: RequestValidator;
  private readonly changes: ChangeValidator;
  private readonly previews = new PreviewMaker();

  constructor(private readonly options: InstanceServiceOptions) {
    const { registry, index, clock } = options;
    this.requests = new RequestValidator(registry, index, clock);
    this.changes = new ChangeValidator(registry, clock);
  }

  async list(
    query: InstanceQuery,
    _caller: Caller,
    filter: ScopeFilter = 'all',
  ): Promise<InstanceList> {
    return this.options.index.list(query, filter);
  }

  async get(uid: string, _caller: Caller): Promise<InstanceDetail> {
    const instance = this.known(uid);
    return {
      ...instance,
      facets: await this.changes.facets(instance.record),
      secrets: instance.record.spec.users.map(u => u.name),
      can: [],
    };
  }

  async preview(
    request: InstanceRequest,
    _caller: Caller,
  ): Promise<InstancePreview> {
    const { quotas, admissions } = this.options;
    const understood = await this.requests.understand(request);
    const { problems, spec, binding, platform, detection } = understood;
    if (!spec || !binding || !platform || !detection) {
      return { problems: problems.map(problemOf), changes: [], steps: [] };
    }
    const wish: Wish = { kind: 'create', target: spec };
    const operations = await admissions.ofTenant(spec.tenant);
    const all = [...problems, ...quotas.check(wish, operations)];
    return {
      ...(await this.previewOf(all, {
        binding,
        platform,
        detection,
        kind: 'create',
        input: {},
        target: spec,
        now: this.now(),
      })),
      quota: quotas.simulate(wish, operations),
    };
  }

  async create(
    request: InstanceRequest,
    options: { idempotencyKey?: string },
    caller: Caller,
  ): Promise<Created> {
    const { admissions, index } = this.options;
    const key = keyOf(options.idempotencyKey, ['create', request]);
    // Before the checks: by now the name is taken, by this very request.
    const repeated = key && (await admissions.repeated(caller.actor, key));
    if (repeated) {
      return this.created(repeated);
    }
    const { problems, spec } = await this.requests.understand(request);
    this.refuse(problems);
    if (!spec) {
      throw new Error('A request without problems has a spec');
    }
    const operation = await admissions.admit(
      {
        id: randomUUID(),
        uid: randomUUID(),
        kind: 'create',
        actor: caller.actor,
        input: {},
        target: spec,
        revision: 1,
      },
      {
        ...(key ? { key } : {}),
        check: operations =>
          this.refuse(
            this.options.quotas.check(
              { kind: 'create', target: spec },
              operations,
            ),
          ),
        exists: uid => index.get(uid) !== undefined,
      },
    );
    await this.admitted(operation);
    return this.created(operation);
  }

  async update(
    uid: string,
    update: InstanceUpdate,
    caller: Caller,
  ): Promise<InstanceDetail> {
    const { records, clock } = this.options;
    const { record } = this.known(uid);
    await records.change(uid, record.spec, current => {
      this.checkRevision(update.revision, current);
      const { spec, problems } = updatedSpec(current.spec, update, clock());
      this.refuse(problems);
      return JSON.stringify(spec) === JSON.stringify(current.spec)
        ? current
        : { ...current, spec };
    });
    return this.get(uid, caller);
  }

  async previewOperation(
    uid: string,
    request: OperationRequest,
    _caller: Caller,
  ): Promise<InstancePreview> {
    const { registry, quotas, admissions, index } = this.options;
    const instance = this.known(uid);
    const { record } = instance;
    const asked = parseOperation(request.kind, request.input);
    const { problems, target } = await this.changes.check(instance, asked);
    const operations = await admissions.ofTenant(target.tenant);
    const wish = wishOf(record, asked.kind, target);
    const binding = registry.binding(target);
    const platform = registry.platform(target.platform);
    const all = [
      ...problems,
      ...(await this.dependantsOf(record, asked)),
      ...this.excluded(uid, asked, operations),
      ...quotas.check(wish, operations),
    ];
    const quota = quotas.simulate(wish, operations);
    if (!binding || !platform) {
      return { problems: all.map(problemOf), quota, changes: [], steps: [] };
    }
    const evidence = index.evidence(uid);
    return {
      ...(await this.previewOf(all, {
        binding,
        platform,
        detection: await registry.detection(binding, target.location),
        kind: asked.kind,
        input: inputOf(asked),
        target,
        record,
        ...(evidence ? { evidence } : {}),
        now: this.now(),
      })),
      quota,
    };
  }

  async startOperation(
    uid: string,
    request: OperationRequest,
    options: { idempotencyKey?: string },
    caller: Caller,
  ): Promise<Operation> {
    const { admissions, quotas, index } = this.options;
    const key = keyOf(options.idempotencyKey, [uid, request]);
    const repeated = key && (await admissions.repeated(caller.actor, key));
    if (repeated) {
      return toModel(repeated);
    }
    const instance = await this.fresh(uid);
    const { record } = instance;
    const asked = parseOperation(request.kind, request.input);
    if (request.revision !== undefined) {
      this.checkRevision(request.revision, record);
    }
    const { problems, target } = await this.changes.check(instance, asked);
    this.refuse(problems);
    this.refuse(await this.dependantsOf(record, asked));
    const operation = await admissions.admit(
      {
        id: randomUUID(),
        uid,
        kind: asked.kind,
        actor: caller.actor,
        input: inputOf(asked),
        before: record.spec,
        target,
        revision: record.revision + 1,
      },
      {
        ...(key ? { key } : {}),
        check: operations => {
          this.refuse(this.excluded(uid, asked, operations));
          const wish = wishOf(record, asked.kind, target);
          this.refuse(quotas.check(wish, operations));
        },
        exists: other => index.get(other) !== undefined,
      },
    );
    await this.admitted(operation);
    return toModel(operation);
  }

  private known(uid: string): Instance {
    const instance = this.options.index.get(uid);
    if (!instance) {
      throw new DbaasNotFoundError(uid);
    }
    return instance;
  }

  /** With the record as it is now, whatever the watch has shown so far. */
  private async fresh(uid: string): Promise<Instance> {
    const { index, records } = this.options;
    const instance = this.known(uid);
    const { location } = instance.record.spec;
    if (index.unreachableReason(location)) {
      throw new DbaasUnavailableError(location);
    }
    const record = await records.get(uid, instance.record.spec);
    if (!record) {
      throw new DbaasNotFoundError(uid);
    }
    index.putRecord(record);
    return { ...instance, record };
  }

  private refuse(problems: ErrorDetails[]): void {
    if (problems.length > 0) {
      throw errorOf(problems[0]);
    }
  }

  private checkRevision(expected: number, { revision }: InstanceRecord): void {
    if (expected !== revision) {
      throw new DbaasConflictError({
        code: 'stale-revision',
        field: 'revision',
        params: { actual: revision, expected },
      });
    }
  }

  private excluded(
    uid: string,
    asked: OperationInput,
    { active }: TenantOperations,
  ): ErrorDetails[] {
    const mine = { kind: asked.kind, input: inputOf(asked) };
    const other = active.find(o => o.uid === uid && excludes(o, mine));
    return other
      ? [
          {
            code: 'operation-excluded',
            field: 'kind',
            params: {
              kind: asked.kind,
              other: other.kind,
              state: other.state,
            },
          },
        ]
      : [];
  }

  private async dependantsOf(
    record: InstanceRecord,
    asked: OperationInput,
  ): Promise<ErrorDetails[]> {
    if (asked.kind !== 'delete' || asked.input.despiteDependants) {
      return [];
    }
    const { items } = await this.options.dependants(record);
    const refs = items.map(item => item.entityRef);
    return refs.length === 0
      ? []
      : [
          {
            code: 'has-dependants',
            field: 'input.despiteDependants',
            params: {
              count: refs.length,
              dependants: refs.slice(0, NAMED).join(', '),
            },
          },
        ];
  }

  private async previewOf(
    problems: ErrorDetails[],
    scene: PreviewScene,
  ): Promise<Pick<InstancePreview, 'problems' | 'changes' | 'steps'>> {
    const told = problems.map(problemOf);
    if (told.length > 0) {
      return { problems: told, changes: [], steps: [] };
    }
    return {
      problems: [],
      changes: await this.previews.changes(scene),
      steps: this.previews.steps(scene),
    };
  }

  private created(operation: StoredOperation): Created {
    const { tenant, name } = operation.target;
    return {
      uid: operation.uid,
      entityRef: `resource:default/${entityNameOf(tenant, name)}`,
      operation: toModel(operation),
    };
  }

  private async admitted(operation: StoredOperation): Promise<void> {
    this.options.wake();
    await this.options.changed(operation.id);
  }

  private now(): string {
    return this.options.clock().toISOString();
  }
}

/** Parsed input is plain data; undefined members vanish in JSON. */
function inputOf(asked: OperationInput): JsonObject {
  return JSON.parse(JSON.stringify(asked.input));
}

function wishOf(
  record: InstanceRecord,
  kind: OperationKind,
  target: InstanceRecord['spec'],
): Wish {
  return { uid: record.uid, kind, before: record.spec, target };
}
