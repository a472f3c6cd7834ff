import {
  FleetControl,
  FleetControlUpdate,
  Operation,
  OperationDetail,
  OperationList,
} from '@dbaas-portal/plugin-dbaas-common';
import { z } from 'zod';
import { Caller } from '../access/Caller';
import { ScopeFilter } from '../access/Filter';
import { StandingOf } from '../access/Standing';
import {
  DbaasConflictError,
  DbaasInputError,
  DbaasNotFoundError,
} from '../errors';
import { InstanceIndex } from '../instances/InstanceIndex';
import { DatabaseAdmissionStore } from './DatabaseAdmissionStore';
import { DatabaseFleetStore } from './DatabaseFleetStore';
import { DatabaseOperationStore, Position } from './DatabaseOperationStore';
import { excludes } from './exclusions';
import { OperationQuery, OperationService } from './OperationService';
import { OperationMode, StoredOperation } from './StoredOperation';
import { toDetail, toModel } from './toModel';
import { reasons } from './work/reasons';

/** Of the log of one operation; the newest are shown. */
const MAX_EVENTS = 500;

const cursorSchema = z.tuple([z.string().max(40), z.string().max(64)]);

function readCursor(cursor: string): Position {
  try {
    const [createdAt, id] = cursorSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
    return { createdAt, id };
  } catch {
    throw new DbaasInputError({
      code: 'invalid-request',
      field: 'cursor',
      params: { detail: 'cursor' },
    });
  }
}

const writeCursor = ({ createdAt, id }: Position) =>
  Buffer.from(JSON.stringify([createdAt, id])).toString('base64url');

/** The ledger, for people. */
export class DefaultOperationService implements OperationService {
  constructor(
    private readonly options: {
      store: DatabaseOperationStore;
      admissions: DatabaseAdmissionStore;
      fleet: DatabaseFleetStore;
      index: InstanceIndex;
      clock: () => Date;
      /** The role in a tenant of who asks, as far as it is known. */
      standing: StandingOf;
      /** Something is to be done, or to be undone. */
      wake: () => void;
      changed: (id: string) => Promise<void>;
    },
  ) {}

  async list(
    query: OperationQuery,
    _caller: Caller,
    filter: ScopeFilter = 'all',
  ): Promise<OperationList> {
    const limit = Math.min(Math.max(query.limit ?? 50, 1), 200);
    const found = await this.options.store.list(
      query,
      {
        limit: limit + 1,
        ...(query.cursor === undefined
          ? {}
          : { after: readCursor(query.cursor) }),
      },
      filter,
      this.options.index,
    );
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(toModel),
      ...(found.length > limit && last
        ? { nextCursor: writeCursor(last) }
        : {}),
    };
  }

  async get(id: string, _caller: Caller): Promise<OperationDetail> {
    const { store } = this.options;
    const operation = await this.find(id);
    const [journal, events] = await Promise.all([
      store.journal(id),
      store.events(id, MAX_EVENTS),
    ]);
    return toDetail(operation, journal, events);
  }

  async retry(id: string, caller: Caller): Promise<Operation> {
    const operation = await this.find(id);
    return this.reopen(operation, operation.mode, caller);
  }

  async cleanUp(id: string, caller: Caller): Promise<Operation> {
    const operation = await this.find(id);
    if (!toModel(operation).can.cleanUp && operation.mode === 'forward') {
      throw new DbaasConflictError({
        code: 'not-retryable',
        params: { state: operation.state },
      });
    }
    return this.reopen(operation, 'clean-up', caller);
  }

  async cancel(id: string, caller: Caller): Promise<Operation> {
    const { admissions, changed, wake } = this.options;
    await this.find(id);
    const reason = JSON.stringify(reasons.notBegun(caller.actor));
    if (
      !(await admissions.cancelPending(id, reason)) &&
      !(await admissions.requestCancel(id))
    ) {
      const { state } = await this.find(id);
      throw new DbaasConflictError({
        code: 'not-cancellable',
        params: { reason: state },
      });
    }
    wake();
    await changed(id);
    return toModel(await this.find(id));
  }

  fleet(_caller: Caller): Promise<FleetControl> {
    return this.options.fleet.get();
  }

  async setFleet(
    update: FleetControlUpdate,
    caller: Caller,
  ): Promise<FleetControl> {
    const { fleet, clock, wake } = this.options;
    const before = await fleet.get();
    if (before.paused !== update.paused || before.note !== update.note) {
      await fleet.set({
        paused: update.paused,
        ...(update.note ? { note: update.note } : {}),
        actor: caller.actor,
        since: clock().toISOString(),
      });
    }
    wake();
    return fleet.get();
  }

  private async find(id: string): Promise<StoredOperation> {
    const found = await this.options.store.get(id);
    if (!found) {
      throw new DbaasNotFoundError(id);
    }
    return found;
  }

  private async reopen(
    operation: StoredOperation,
    mode: OperationMode,
    { actor }: Caller,
  ): Promise<Operation> {
    const { admissions, changed, standing, wake } = this.options;
    const role = await standing(actor, operation.tenant);
    const asked = { by: actor, ...(role ? { standing: role } : {}) };
    const reopened = await admissions.reopen(
      operation,
      mode,
      asked,
      ({ active }) => {
        const other = active.find(
          o => o.uid === operation.uid && excludes(o, operation),
        );
        if (other) {
          throw new DbaasConflictError({
            code: 'operation-excluded',
            params: {
              kind: operation.kind,
              other: other.kind,
              state: other.state,
            },
          });
        }
      },
    );
    if (!reopened) {
      const { state } = await this.find(operation.id);
      throw new DbaasConflictError({
        code: 'not-retryable',
        params: { state },
      });
    }
    wake();
    await changed(operation.id);
    return toModel(reopened);
  }
}
