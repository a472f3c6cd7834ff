import {
  TerminalRequest,
  TerminalTicket,
} from '@dbaas-portal/plugin-dbaas-common';
import { TerminalEnd, TerminalSession } from '@dbaas-portal/plugin-dbaas-node';
import { Caller } from '../access/Caller';
import { StoredTerminal } from './TerminalStore';

/** What went through a terminal: how much, never what. */
export type TerminalFacts = TerminalEnd & {
  bytesIn: number;
  bytesOut: number;
};

/** A terminal that somebody was let into. */
export type OpenTerminal = {
  session: TerminalSession;
  /** To be called now and then; false where it counts no more. */
  stillOpen(): Promise<boolean>;
  /** To be called once, when it has ended. */
  close(facts: TerminalFacts): Promise<void>;
};

/** Terminals, for whoever was let through. */
export interface TerminalService {
  ask(
    uid: string,
    request: TerminalRequest,
    caller: Caller,
  ): Promise<TerminalTicket>;
  /** Uses up the ticket, whosever it is. */
  redeem(ticket: string, caller: Caller): Promise<StoredTerminal>;
  /** It will not be opened after all. */
  forget(terminal: StoredTerminal): Promise<void>;
  open(
    terminal: StoredTerminal,
    options: { signal: AbortSignal },
    caller: Caller,
  ): Promise<OpenTerminal>;
}
