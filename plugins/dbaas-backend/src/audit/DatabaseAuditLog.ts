import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { AuditList, AuditRecord } from '@dbaas-portal/plugin-dbaas-common';
import { randomUUID } from 'crypto';
import { Caller } from '../access/Caller';
import { ScopeFilter } from '../access/Filter';
import { isRefusal } from '../access/refusals';
import {
  AuditedAction,
  AuditEntry,
  AuditFacts,
  AuditLog,
  AuditQuery,
} from './AuditLog';
import { AuditStore } from './AuditStore';

const EXPORT_PAGE = 500;
const MAX_TEXT = 300;
const HIGH = new Set([
  'instance-delete',
  'tenant-create',
  'tenant-update',
  'tenant-delete',
  'credential-reveal',
  'terminal-request',
  'terminal-open',
  'terminal-close',
  'fleet-control',
]);

export type DatabaseAuditLogOptions = {
  store: AuditStore;
  auditor: AuditorService;
  logger: LoggerService;
  retentionDays: number;
};

/** The reason of a failure, without texts that may hold data. */
function failureOf(error: unknown): Record<string, string> {
  if (typeof error !== 'object' || error === null) {
    return {};
  }
  const name = 'name' in error && typeof error.name === 'string';
  const code = 'code' in error && typeof error.code === 'string';
  return {
    ...(name && { error: String(error.name) }),
    ...(code && { code: String(error.code) }),
  };
}

function bounded(details: AuditFacts['details']): AuditFacts['details'] {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      typeof value === 'string' ? value.slice(0, MAX_TEXT) : value,
    ]),
  );
}

function cursorOf(text: string | undefined): string | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d{1,18}$/.test(text)) {
    throw Object.assign(new InputError('The cursor is not one of ours'), {
      code: 'invalid-request',
      field: 'cursor',
      params: { detail: 'cursor' },
    });
  }
  return text;
}

export class DatabaseAuditLog implements AuditLog {
  constructor(private readonly options: DatabaseAuditLogOptions) {}

  async begin(
    entry: AuditEntry,
    caller: Pick<Caller, 'actor'>,
  ): Promise<AuditedAction> {
    const event = await this.options.auditor.createEvent({
      eventId: entry.action,
      severityLevel: HIGH.has(entry.action) ? 'high' : 'medium',
      meta: {
        actor: caller.actor,
        ...(entry.tenant && { tenant: entry.tenant }),
        ...(entry.instance && { instance: entry.instance }),
        ...(entry.details && { details: bounded(entry.details) }),
      },
    });
    const append = async (
      outcome: AuditRecord['outcome'],
      facts: Partial<AuditFacts> | undefined,
      more: Record<string, string> = {},
    ) => {
      const details = bounded({
        ...entry.details,
        ...facts?.details,
        ...more,
      });
      const tenant = facts?.tenant ?? entry.tenant;
      const instance = facts?.instance ?? entry.instance;
      await this.options.store.append({
        id: randomUUID(),
        at: new Date().toISOString(),
        actor: caller.actor,
        action: entry.action,
        outcome,
        details,
        ...(tenant && { tenant }),
        ...(instance && { instance }),
      });
      return { details, ...(tenant && { tenant }), outcome };
    };
    return {
      succeed: async facts => {
        const meta = await append('succeeded', facts);
        await event.success({ meta });
      },
      fail: async (error, facts) => {
        const failure = failureOf(error);
        const outcome = isRefusal(error) ? 'denied' : 'failed';
        const meta = await append(outcome, facts, failure);
        // Only name and code: the message of a database may hold data.
        const shown = new Error(failure.code ?? failure.error ?? 'failed');
        await event.fail({ error: shown, meta });
      },
    };
  }

  async record<T>(
    entry: AuditEntry,
    caller: Pick<Caller, 'actor'>,
    work: (add: (facts: Partial<AuditFacts>) => void) => Promise<T>,
  ): Promise<T> {
    const action = await this.begin(entry, caller);
    let facts: Partial<AuditFacts> = {};
    const add = (more: Partial<AuditFacts>) => {
      const details = { ...facts.details, ...more.details };
      facts = { ...facts, ...more, details };
    };
    let result: T;
    try {
      result = await work(add);
    } catch (error) {
      await action.fail(error, facts).catch(failure => {
        this.options.logger.error('A failure could not be audited', failure);
      });
      throw error;
    }
    await action.succeed(facts);
    return result;
  }

  async list(
    query: AuditQuery,
    _caller: Caller,
    filter: ScopeFilter = 'none',
  ): Promise<AuditList> {
    const limit = query.limit ?? 50;
    const from = cursorOf(query.cursor);
    const page = await this.options.store.page(query, filter, {
      order: 'desc',
      limit,
      ...(from !== undefined && { from }),
    });
    return {
      items: page.items,
      retentionDays: this.options.retentionDays,
      ...(page.more && { nextCursor: page.last }),
    };
  }

  async *export(
    query: AuditQuery,
    _caller: Caller,
    filter: ScopeFilter = 'none',
  ): AsyncIterable<AuditRecord[]> {
    let from: string | undefined;
    for (;;) {
      const page = await this.options.store.page(query, filter, {
        order: 'asc',
        limit: EXPORT_PAGE,
        ...(from !== undefined && { from }),
      });
      if (page.items.length > 0) {
        yield page.items;
      }
      if (!page.more) {
        return;
      }
      from = page.last;
    }
  }

  /** Deletes what is older than the retention; run by the scheduler. */
  async purge(now: Date = new Date()): Promise<number> {
    const days = this.options.retentionDays;
    const before = new Date(now.getTime() - days * 24 * 3600 * 1000);
    return this.options.store.purge(before.toISOString());
  }
}
