import { JsonObject } from '@backstage/types';
import {
  Instance,
  InstancePreview,
  InstanceRecord,
  Operation,
  OperationRequest,
} from '@dbaas-portal/plugin-dbaas-common';
import { randomUUID } from 'node:crypto';
import { Caller } from '../access/Caller';
import {
  DbaasNotFoundError,
  DbaasUnavailableError,
  ErrorDetails,
  problemOf,
} from '../errors';
import { TenantOperations } from '../operations/DatabaseAdmissionStore';
import { excludes } from '../operations/exclusions';
import { OperationInput, parseOperation } from '../operations/inputs';
import { toModel } from '../operations/toModel';
import {
  announce,
  checkRevision,
  InstanceServiceOptions,
  keyOf,
  refuse,
} from './admission';
import { PreviewMaker } from './PreviewMaker';
import { Wish } from './Quotas';
import { ChangeValidator } from './validation/ChangeValidator';

/** How many dependants an error names. */
const NAMED = 5;

/** Changes of instances that are there: previewed, checked and admitted. */
export class InstanceChanges {
  constructor(
    private readonly options: InstanceServiceOptions,
    private readonly validator: ChangeValidator,
    private readonly previews: PreviewMaker,
  ) {}

  async preview(
    uid: string,
    request: OperationRequest,
  ): Promise<InstancePreview> {
    const { registry, quotas, admissions, index, clock } = this.options;
    const instance = this.known(uid);
    const { record } = instance;
    const asked = parseOperation(request.kind, request.input);
    const { problems, target } = await this.validator.check(instance, asked);
    const operations = await admissions.ofTenant(target.tenant);
    const wish = wishOf(record, asked, target);
    const all = [
      ...problems,
      ...(await this.dependantsOf(record, asked)),
      ...this.excluded(uid, asked, operations),
      ...quotas.check(wish, operations),
    ];
    const quota = quotas.simulate(wish, operations);
    const binding = registry.binding(target);
    const platform = registry.platform(target.platform);
    if (!binding || !platform) {
      return { problems: all.map(problemOf), quota, changes: [], steps: [] };
    }
    const evidence = index.evidence(uid);
    const preview = await this.previews.preview(all, {
      binding,
      platform,
      detection: await registry.detection(binding, target.location),
      kind: asked.kind,
      input: inputOf(asked),
      target,
      record,
      ...(evidence ? { evidence } : {}),
      now: clock().toISOString(),
    });
    return { ...preview, quota };
  }

  async start(
    uid: string,
    request: OperationRequest,
    options: { idempotencyKey?: string },
    caller: Caller,
  ): Promise<Operation> {
    const { admissions, quotas, index, standing } = this.options;
    const key = keyOf(options.idempotencyKey, [uid, request]);
    // Before the checks: by now the very same request may stand in the way.
    const repeated = key && (await admissions.repeated(caller.actor, key));
    if (repeated) {
      return toModel(repeated);
    }
    const instance = await this.fresh(uid);
    const { record } = instance;
    const asked = parseOperation(request.kind, request.input);
    if (request.revision !== undefined) {
      checkRevision(request.revision, record);
    }
    const { problems, target } = await this.validator.check(instance, asked);
    refuse(problems);
    refuse(await this.dependantsOf(record, asked));
    const role = await standing(caller.actor, target.tenant);
    const operation = await admissions.admit(
      {
        id: randomUUID(),
        uid,
        kind: asked.kind,
        actor: caller.actor,
        ...(role ? { standing: role } : {}),
        input: inputOf(asked),
        before: record.spec,
        target,
        revision: record.revision + 1,
      },
      {
        ...(key ? { key } : {}),
        check: operations => {
          refuse(this.excluded(uid, asked, operations));
          refuse(quotas.check(wishOf(record, asked, target), operations));
        },
        exists: other => index.get(other) !== undefined,
      },
    );
    await announce(operation, this.options);
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
    if (index.silence(location)) {
      throw new DbaasUnavailableError(location);
    }
    const record = await records.get(uid, instance.record.spec);
    if (!record) {
      throw new DbaasNotFoundError(uid);
    }
    index.putRecord(record);
    return { ...instance, record };
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
}

/** Parsed input is plain data; undefined members vanish in JSON. */
function inputOf(asked: OperationInput): JsonObject {
  return JSON.parse(JSON.stringify(asked.input));
}

function wishOf(
  record: InstanceRecord,
  { kind }: OperationInput,
  target: InstanceRecord['spec'],
): Wish {
  return { uid: record.uid, kind, before: record.spec, target };
}
