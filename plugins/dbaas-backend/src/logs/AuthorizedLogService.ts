import {
  LogFrame,
  logsReadPermission,
} from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { Guard } from '../access/Guard';
import { AuditLog } from '../audit/AuditLog';
import { InstanceIndex } from '../instances/InstanceIndex';
import { LogQuery, LogService } from './LogService';

/** Decides who may read logs, and records who did: once for each that is opened. */
export class AuthorizedLogService implements LogService {
  constructor(
    private readonly options: {
      guard: Guard;
      index: InstanceIndex;
      audit: AuditLog;
      service: LogService;
    },
  ) {}

  async *read(
    uid: string,
    query: LogQuery,
    options: { signal: AbortSignal },
    caller: Caller,
  ): AsyncIterable<LogFrame> {
    const { guard, index, audit, service } = this.options;
    const record = index.get(uid)?.record;
    const action = await audit.begin(
      {
        action: 'logs-read',
        instance: { uid, name: record?.spec.name ?? '' },
        ...(record && { tenant: record.spec.tenant }),
        details: {
          member: query.member,
          follow: query.follow ?? false,
          previous: query.previous ?? false,
        },
      },
      caller,
    );
    // Before the first line leaves, not when the last one has: a log may be
    // followed for an hour.
    let isRecorded = false;
    const once = async (how: () => Promise<void>) => {
      if (!isRecorded) {
        isRecorded = true;
        await how();
      }
    };
    try {
      await guard.authorizeInstance(uid, [logsReadPermission], caller);
      for await (const frame of service.read(uid, query, options, caller)) {
        await once(() => action.succeed());
        yield frame;
      }
    } catch (error) {
      await once(() => action.fail(error));
      throw error;
    } finally {
      await once(() => action.fail({ code: 'abandoned' }));
    }
  }
}
