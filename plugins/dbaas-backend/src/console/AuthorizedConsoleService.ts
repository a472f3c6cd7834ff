import {
  Accounts,
  credentialRevealPermission,
  dataReadPermission,
  dataWritePermission,
  instanceOperatePermission,
  RevealedCredential,
  StatementFrame,
  StatementRequest,
} from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { Guard } from '../access/Guard';
import { AuditLog } from '../audit/AuditLog';
import { Registry } from '../engines/Registry';
import { InstanceIndex } from '../instances/InstanceIndex';
import { ConsoleService } from './ConsoleService';
import { fingerprintOf } from './fingerprint';

/** Decides who may touch data and secrets, and records who did. */
export class AuthorizedConsoleService implements ConsoleService {
  constructor(
    private readonly options: {
      guard: Guard;
      index: InstanceIndex;
      audit: AuditLog;
      registry: Registry;
      service: ConsoleService;
    },
  ) {}

  async *run(
    uid: string,
    request: StatementRequest,
    options: { signal: AbortSignal },
    caller: Caller,
  ): AsyncIterable<StatementFrame> {
    const { guard, audit, service } = this.options;
    const mode = request.mode ?? 'read';
    const action = await audit.begin(
      {
        ...this.about(uid, 'statement-run'),
        details: {
          statement: request.id,
          mode,
          ...(request.database && { database: request.database }),
          ...this.fingerprint(uid, request.statement),
        },
      },
      caller,
    );
    const began = Date.now();
    let rows = 0;
    let failure: unknown;
    let ended = false;
    try {
      const permission =
        mode === 'write' ? dataWritePermission : dataReadPermission;
      await guard.authorizeInstance(uid, [permission], caller);
      for await (const frame of service.run(uid, request, options, caller)) {
        rows += frame.rows?.length ?? 0;
        if (frame.type === 'error') {
          failure = { name: 'DatabaseError', code: frame.code };
        }
        ended ||= frame.type === 'end' || frame.type === 'error';
        yield frame;
      }
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      const details = { rows, milliseconds: Date.now() - began };
      const abandoned = ended ? failure : failure ?? { code: 'abandoned' };
      await (abandoned === undefined
        ? action.succeed({ details })
        : action.fail(abandoned, { details }));
    }
  }

  async cancel(
    uid: string,
    statementId: string,
    caller: Caller,
  ): Promise<void> {
    const { guard, audit, service } = this.options;
    const entry = {
      ...this.about(uid, 'statement-cancel'),
      details: { statement: statementId },
    };
    await audit.record(entry, caller, async () => {
      const scope = await guard.authorizeInstance(uid, [], caller);
      const ofAnyone = await guard.allows(
        instanceOperatePermission,
        scope,
        caller,
      );
      await service.cancel(uid, statementId, caller, { ofAnyone });
    });
  }

  async accounts(uid: string, caller: Caller): Promise<Accounts> {
    await this.options.guard.authorizeInstance(uid, [], caller);
    return this.options.service.accounts(uid, caller);
  }

  async reveal(
    uid: string,
    user: string,
    caller: Caller,
  ): Promise<RevealedCredential> {
    const { guard, audit, service } = this.options;
    const entry = {
      ...this.about(uid, 'credential-reveal'),
      details: { user },
    };
    return audit.record(entry, caller, async () => {
      await guard.authorizeInstance(uid, [credentialRevealPermission], caller);
      return service.reveal(uid, user, caller);
    });
  }

  private fingerprint(uid: string, statement: string) {
    const { index, registry } = this.options;
    const engine = index.get(uid)?.record.spec.engine;
    const kind = engine && registry.engine(engine)?.console?.kind;
    return fingerprintOf(statement, kind === 'sql' ? 'sql' : 'command');
  }

  private about(uid: string, action: string) {
    const record = this.options.index.get(uid)?.record;
    return {
      action,
      instance: { uid, name: record?.spec.name ?? '' },
      ...(record && { tenant: record.spec.tenant }),
    };
  }
}
