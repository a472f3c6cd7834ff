import { JsonObject } from '@backstage/types';
import { Accounts } from '@dbaas-portal/plugin-dbaas-common';
import { Probe } from './evidence';
import { Credential } from './secrets';

/** @public */
export type ConnectOptions = {
  host: string;
  port: number;
  tls: boolean;
  credential: Credential;
  database?: string;
  /** Shown by the server as the client's name: who it is, for whom. */
  applicationName: string;
  connectTimeoutMs: number;
  signal?: AbortSignal;
};

/** @public */
export type RunOptions = {
  /** Refuse whatever changes data: the session itself enforces it. */
  readOnly: boolean;
  maxRows: number;
  /** Of all row text together. */
  maxBytes: number;
  timeoutMs: number;
};

/**
 * Piece of a result. Values are the server's own text, or null.
 *
 * @public
 */
export type Frame =
  | { type: 'columns'; columns: Array<{ name: string; dataType: string }> }
  | { type: 'rows'; rows: Array<Array<string | null>> }
  | { type: 'notice'; text: string }
  | {
      type: 'end';
      /** e.g. `INSERT`, as the server names it. */
      command?: string;
      rowCount: number;
      /** True where `maxRows` or `maxBytes` cut the result. */
      truncated: boolean;
    };

/**
 * A connection to one server.
 *
 * @public
 */
export interface Session {
  /** The server's id of this connection, for cancel from anywhere. */
  readonly serverProcess: string;
  /**
   * Runs one statement. Errors of the server are thrown as `DatabaseError`.
   * Rows are read as the consumer asks for them.
   */
  run(statement: string, options: RunOptions): AsyncIterable<Frame>;
  /** Role, version and lag; with `write`, writes and reads back as well. */
  probe(options: { write: boolean }): Promise<Probe>;
  accounts(): Promise<Accounts>;
  close(): Promise<void>;
}

/**
 * What an administrative action may use besides its session.
 *
 * @public
 */
export type ActionContext = {
  /** A credential of the instance, by the name of its secret. */
  secret(name: string): Promise<Credential>;
  signal: AbortSignal;
};

/**
 * One administrative action of a family, e.g. `create-user`. Idempotent. Its
 * output goes into the journal and holds no secret.
 *
 * @public
 */
export type DriverAction = (
  session: Session,
  input: JsonObject,
  context: ActionContext,
) => Promise<JsonObject>;

/**
 * Speaks the wire protocol of a family of engines.
 *
 * @public
 */
export interface Driver {
  readonly contractVersion: number;
  readonly family: string;
  connect(options: ConnectOptions): Promise<Session>;
  /** Cancels what `serverProcess` runs, from a connection of its own. */
  cancel(options: ConnectOptions, serverProcess: string): Promise<void>;
  /** What steps of executor `driver` may name; `input.member` chooses where. */
  readonly actions: Readonly<Record<string, DriverAction>>;
}

/**
 * An error that the database answered with. Its message is the server's own
 * and may hold data: it goes to the one who asked and into no log.
 *
 * @public
 */
export class DatabaseError extends Error {
  readonly name = 'DatabaseError';
  constructor(
    message: string,
    /** The server's code, e.g. an SQLSTATE. */
    readonly code?: string,
    /** Where in the statement, counted from 1. */
    readonly position?: number,
  ) {
    super(message);
  }
}
