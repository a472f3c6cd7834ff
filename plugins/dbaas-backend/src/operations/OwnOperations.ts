import { AuthService } from '@backstage/backend-plugin-api';
import {
  InstanceRecord,
  OperationRequest,
} from '@dbaas-portal/plugin-dbaas-common';
import { createHash } from 'crypto';
import { AuditLog } from '../audit/AuditLog';
import { InstanceService } from '../instances/InstanceService';
import { NoticeStore } from '../lifetime/NoticeStore';

/**
 * Operations that the backend begins by itself, in the name of `actor`: once
 * for each key, however many backends try, and audited like anybody's.
 */
export class OwnOperations {
  constructor(
    private readonly options: {
      actor: string;
      instances: InstanceService;
      audit: AuditLog;
      notices: NoticeStore;
      auth: AuthService;
    },
  ) {}

  /** @param period - what makes it another one, e.g. the day */
  async start(
    { uid, spec }: InstanceRecord,
    request: OperationRequest,
    period: string,
    now: Date,
  ): Promise<void> {
    const { actor, auth, audit, instances, notices } = this.options;
    const what = JSON.stringify([actor, uid, request, period]);
    const idempotencyKey = `own-${createHash('sha256')
      .update(what)
      .digest('hex')}`;
    const notice = `try ${idempotencyKey.slice(-40)}`;
    if (!(await notices.claim(uid, notice, now))) {
      return;
    }
    const caller = {
      credentials: await auth.getOwnServiceCredentials(),
      actor,
    };
    const entry = {
      action: `instance-${request.kind}`,
      tenant: spec.tenant,
      instance: { uid, name: spec.name },
    };
    try {
      await audit.record(entry, caller, async add => {
        const operation = await instances.startOperation(
          uid,
          request,
          { idempotencyKey },
          caller,
        );
        add({ details: { operation: operation.id } });
      });
    } catch (error) {
      // Refused, most often as another operation runs: the next try may.
      await notices.release(uid, notice);
      throw error;
    }
  }
}
