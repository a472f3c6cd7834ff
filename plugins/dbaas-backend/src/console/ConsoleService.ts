import {
  Accounts,
  RevealedCredential,
  StatementFrame,
  StatementRequest,
} from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';

/** What speaks to the databases themselves, on behalf of a person. */
export interface ConsoleService {
  run(
    uid: string,
    request: StatementRequest,
    options: { signal: AbortSignal },
    caller: Caller,
  ): AsyncIterable<StatementFrame>;
  /** One's own statement; anybody's where the guard says `ofAnyone`. */
  cancel(
    uid: string,
    statementId: string,
    caller: Caller,
    options?: { ofAnyone: boolean },
  ): Promise<void>;
  accounts(uid: string, caller: Caller): Promise<Accounts>;
  reveal(
    uid: string,
    user: string,
    caller: Caller,
  ): Promise<RevealedCredential>;
}
