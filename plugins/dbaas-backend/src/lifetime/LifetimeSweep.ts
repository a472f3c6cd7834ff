import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  InstanceRecord,
  OperationRequest,
} from '@dbaas-portal/plugin-dbaas-common';
import { createHash } from 'crypto';
import { AuditLog } from '../audit/AuditLog';
import { InstanceIndex } from '../instances/InstanceIndex';
import { InstanceService } from '../instances/InstanceService';
import { Notifier } from '../notifications/Notifier';
import { NoticeStore } from './NoticeStore';

const DAY_MS = 24 * 3600 * 1000;
const WARN_DAYS = [1, 3, 14];
const FORGET_DAYS = 400;

/** Who the ledger and the audit name for what the sweep does. */
export const LIFETIME_ACTOR = 'service:dbaas-lifetime';

/**
 * Warns owners before a lifetime ends, stops what has ended, and deletes it
 * after its grace unless it is protected; locks users whose time is over.
 * Every step can be done twice: notices are claimed in SQL and operations
 * carry a key, one for each day, so that a failed one is tried again tomorrow.
 */
export class LifetimeSweep {
  constructor(
    private readonly options: {
      index: InstanceIndex;
      instances: InstanceService;
      audit: AuditLog;
      notices: NoticeStore;
      notifier: Notifier;
      auth: AuthService;
      logger: LoggerService;
    },
  ) {}

  async run(now: Date = new Date()): Promise<void> {
    const records = Array.from(this.options.index.all(), i => i.record);
    for (const record of records) {
      if (record.phase === 'active') {
        try {
          await this.lockUsers(record, now);
          await this.endLife(record, now);
        } catch (error) {
          // One instance in the way of all others would keep them for ever.
          this.options.logger.warn(
            `The lifetime of ${record.spec.name} was not looked after`,
            { error: String(error) },
          );
        }
      }
    }
    const before = new Date(now.getTime() - FORGET_DAYS * DAY_MS);
    await this.options.notices.forget(before);
  }

  private async endLife(record: InstanceRecord, now: Date): Promise<void> {
    const { spec, uid } = record;
    if (!spec.lifetime) {
      return;
    }
    const { expiresAt, graceDays } = spec.lifetime;
    const left = Date.parse(expiresAt) - now.getTime();
    const { notifier } = this.options;
    if (left > 0) {
      const days = WARN_DAYS.find(d => left <= d * DAY_MS);
      if (days !== undefined) {
        await this.tellOnce(uid, `ends ${days} ${expiresAt}`, now, () =>
          notifier.lifetimeEnds(spec, Math.ceil(left / DAY_MS)),
        );
      }
      return;
    }
    await this.tellOnce(uid, `ended ${expiresAt}`, now, () =>
      notifier.lifetimeEnded(spec),
    );
    if (left + graceDays * DAY_MS <= 0 && !spec.protected) {
      // It has been stopped for the grace: who depends on it has noticed.
      const input = { confirm: spec.name, despiteDependants: true };
      await this.start(record, { kind: 'delete', input }, now);
    } else if (spec.running) {
      await this.start(record, { kind: 'stop' }, now);
    }
  }

  /** What could not be told is told by the next sweep. */
  private async tellOnce(
    uid: string,
    notice: string,
    now: Date,
    tell: () => Promise<boolean>,
  ): Promise<void> {
    const { notices } = this.options;
    if ((await notices.claim(uid, notice, now)) && !(await tell())) {
      await notices.release(uid, notice);
    }
  }

  private async lockUsers(record: InstanceRecord, now: Date): Promise<void> {
    if (!record.spec.running) {
      // Nobody gets in now; they are locked as soon as it runs again.
      return;
    }
    for (const { name, validUntil, locked } of record.spec.users) {
      const over =
        validUntil !== undefined && Date.parse(validUntil) <= now.getTime();
      if (over && !locked) {
        const input = { user: name, locked: true };
        await this.start(record, { kind: 'alter-user', input }, now);
      }
    }
  }

  private async start(
    record: InstanceRecord,
    request: OperationRequest,
    now: Date,
  ): Promise<void> {
    const { auth, audit, instances, notices } = this.options;
    const day = now.toISOString().slice(0, 10);
    const what = JSON.stringify([record.uid, request, day]);
    const idempotencyKey = `lifetime-${createHash('sha256')
      .update(what)
      .digest('hex')}`;
    const caller = {
      credentials: await auth.getOwnServiceCredentials(),
      actor: LIFETIME_ACTOR,
    };
    const { uid, spec } = record;
    const notice = `try ${idempotencyKey.slice(-40)}`;
    if (!(await notices.claim(uid, notice, now))) {
      return;
    }
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
      // Refused, most often as another operation runs: the next sweep may.
      await notices.release(uid, notice);
      throw error;
    }
  }
}
