import {
  TerminalRequest,
  terminalOpenPermission,
  TerminalTicket,
} from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { Guard } from '../access/Guard';
import { AuditDetails, AuditLog } from '../audit/AuditLog';
import { InstanceIndex } from '../instances/InstanceIndex';
import {
  OpenTerminal,
  TerminalFacts,
  TerminalService,
} from './TerminalService';
import { StoredTerminal } from './TerminalStore';

/** Decides who may enter a member, and records who did and for how long. */
export class AuthorizedTerminalService {
  constructor(
    private readonly options: {
      guard: Guard;
      index: InstanceIndex;
      audit: AuditLog;
      service: TerminalService;
    },
  ) {}

  async ask(
    uid: string,
    request: TerminalRequest,
    caller: Caller,
  ): Promise<TerminalTicket> {
    const { guard, audit, service } = this.options;
    const { member, kind } = request;
    const entry = {
      action: 'terminal-request',
      ...this.about(uid, { member, kind }),
    };
    return audit.record(entry, caller, async () => {
      await guard.authorizeInstance(uid, [terminalOpenPermission], caller);
      return service.ask(uid, request, caller);
    });
  }

  /** Asks for the permission again: much can have changed since the ticket. */
  async open(
    ticket: string,
    options: { signal: AbortSignal },
    caller: Caller,
  ): Promise<OpenTerminal> {
    const { audit, service } = this.options;
    const entry = { action: 'terminal-open' };
    return audit.record(entry, caller, async add => {
      const terminal = await service.redeem(ticket, caller);
      const { id, uid, member, kind } = terminal;
      const about = this.about(uid, { session: id, member, kind });
      add(about);
      const opened = await this.let(terminal, options, caller);
      const began = Date.now();
      return {
        ...opened,
        close: async ended => {
          await opened.close(ended);
          await audit.record(
            { action: 'terminal-close', ...about },
            caller,
            async more => more({ details: detailsOf(ended, began) }),
          );
        },
      };
    });
  }

  private async let(
    terminal: StoredTerminal,
    options: { signal: AbortSignal },
    caller: Caller,
  ): Promise<OpenTerminal> {
    const { guard, service } = this.options;
    try {
      const needed = [terminalOpenPermission];
      await guard.authorizeInstance(terminal.uid, needed, caller);
      return await service.open(terminal, options, caller);
    } catch (error) {
      await service.forget(terminal);
      throw error;
    }
  }

  private about(uid: string, details: AuditDetails) {
    const record = this.options.index.get(uid)?.record;
    return {
      instance: { uid, name: record?.spec.name ?? '' },
      ...(record && { tenant: record.spec.tenant }),
      details,
    };
  }
}

function detailsOf(ended: TerminalFacts, began: number): AuditDetails {
  return {
    seconds: Math.round((Date.now() - began) / 1000),
    bytesIn: ended.bytesIn,
    bytesOut: ended.bytesOut,
    ...(ended.exitCode !== undefined && { exitCode: ended.exitCode }),
    ...(ended.reason && { reason: ended.reason.code }),
  };
}
