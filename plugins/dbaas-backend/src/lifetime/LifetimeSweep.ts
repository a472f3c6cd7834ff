import { LoggerService } from '@backstage/backend-plugin-api';
import {
  InstanceRecord,
  OperationRequest,
} from '@dbaas-portal/plugin-dbaas-common';
import { InstanceIndex } from '../instances/InstanceIndex';
import { Notifier } from '../notifications/Notifier';
import { OwnOperations } from '../operations/OwnOperations';
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
 * carry a key.
 */
export class LifetimeSweep {
  constructor(
    private readonly options: {
      index: InstanceIndex;
      operations: OwnOperations;
      notices: NoticeStore;
      notifier: Notifier;
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

  /** One for each day, so that a failed one is tried again tomorrow. */
  private start(
    record: InstanceRecord,
    request: OperationRequest,
    now: Date,
  ): Promise<void> {
    const day = now.toISOString().slice(0, 10);
    return this.options.operations.start(record, request, day, now);
  }
}
