import { Operation, Reason } from '@dbaas-portal/plugin-dbaas-common';
import { Asked } from '../../access/recheck';
import { ErrorDetails, problemOf } from '../../errors';
import { InstanceIndex } from '../../instances/InstanceIndex';
import { Quotas } from '../../instances/Quotas';
import { DatabaseAdmissionStore } from '../DatabaseAdmissionStore';
import { isOperationKind } from '../exclusions';
import { ClaimedOperation } from '../StoredOperation';
import { toModel } from '../toModel';
import { reasons } from './reasons';
import { RecordWriter } from './RecordWriter';

/** Whether who asked may still have it. */
export type Recheck = (asked: Operation & Asked) => Promise<Reason | undefined>;

/** How long a tenant may be unseen: this backend may have just started. */
const UNSEEN_MS = 10_000;
const LOOK_MS = 200;

const reasonOf = (details: ErrorDetails): Reason => {
  const { code, params, text } = problemOf(details);
  return { code, params, text };
};

/**
 * What is looked at once more when an operation is claimed, as it may have
 * waited for long: the one who asked, the tenant, and, as long as nothing was
 * begun, protection and quota. What was begun is not stopped by a quota.
 */
export class ClaimChecks {
  constructor(
    private readonly options: {
      admissions: DatabaseAdmissionStore;
      index: InstanceIndex;
      quotas: Quotas;
      recheck: Recheck;
      records: RecordWriter;
    },
  ) {}

  async refusal(
    operation: ClaimedOperation,
    isBegun: boolean,
  ): Promise<Reason | undefined> {
    const { recheck } = this.options;
    if (!(await this.seesTenant(operation.tenant))) {
      // What is left of a tenant that is gone may still be removed.
      if (operation.kind !== 'delete') {
        return reasons.tenantGone(operation.tenant);
      }
    }
    return (
      (await recheck(this.askedOf(operation))) ??
      (isBegun ? undefined : await this.beforeItBegins(operation))
    );
  }

  private async beforeItBegins(
    operation: ClaimedOperation,
  ): Promise<Reason | undefined> {
    const { admissions, quotas, records } = this.options;
    const { id, uid, kind, target, before } = operation;
    if (!isOperationKind(kind)) {
      return undefined;
    }
    if (kind === 'delete') {
      const record = await records.get(uid, operation);
      return record?.spec.protected
        ? reasonOf({ code: 'protected', params: { name: record.spec.name } })
        : undefined;
    }
    const { active, recent } = await admissions.ofTenant(operation.tenant);
    const [over] = quotas.check(
      { uid, kind, target, ...(kind === 'create' ? {} : { before }) },
      { active: active.filter(o => o.id !== id), recent },
    );
    return over && reasonOf(over);
  }

  private async seesTenant(name: string): Promise<boolean> {
    const end = Date.now() + UNSEEN_MS;
    while (this.options.index.tenant(name) === undefined) {
      if (Date.now() >= end) {
        return false;
      }
      await new Promise(resolve => setTimeout(resolve, LOOK_MS));
    }
    return true;
  }

  private askedOf(operation: ClaimedOperation): Operation & Asked {
    const { askedBy, standing, tenant } = operation;
    const scope = this.options.index.tenantScope(tenant);
    return {
      ...toModel(operation),
      askedBy,
      ...(standing ? { standing } : {}),
      ...(scope ? { scope } : {}),
    };
  }
}
