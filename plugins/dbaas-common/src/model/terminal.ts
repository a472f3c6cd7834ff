import { LocalizedText, Reason } from './text';

/**
 * What a terminal opens in a member, e.g. a shell or the engine's own client.
 *
 * @public
 */
export type TerminalKind = { id: string; name: LocalizedText };

/** @public */
export type TerminalSize = { columns: number; rows: number };

/**
 * A terminal that is asked for.
 *
 * @public
 */
export type TerminalRequest = TerminalSize & {
  /** Name of the member. */
  member: string;
  /** One of the facet's kinds. */
  kind: string;
};

/**
 * Opens the terminal once, within seconds, for whoever asked for it. It is
 * sent as the first frame of the socket, never as a part of a URL.
 *
 * @public
 */
export type TerminalTicket = {
  ticket: string;
  expiresAt: string;
  /** It ends when nothing has been typed for so long. */
  idleSeconds: number;
  /** It ends after so long in any case. */
  maxSeconds: number;
};

/**
 * Path of the socket under the base URL of the plugin. Binary frames are
 * bytes of the terminal, text frames are JSON: {@link TerminalHello} first,
 * then {@link TerminalAsks} one way and {@link TerminalSays} the other.
 *
 * @public
 */
export const TERMINAL_PATH = '/v1/terminal-socket';

/** The subprotocol of the socket. @public */
export const TERMINAL_PROTOCOL = 'dbaas-terminal.v1';

/**
 * The first frame: who opens it, and the ticket that allows it.
 *
 * @public
 */
export type TerminalHello = {
  type: 'hello';
  ticket: string;
  /** Backstage's token of the one whom the ticket was given to. */
  token: string;
};

/** @public */
export type TerminalAsks = { type: 'resize' } & TerminalSize;

/** @public */
export type TerminalSays =
  | { type: 'ready' }
  /** The last frame: why it ended, or was not opened. */
  | { type: 'end'; reason: Reason; exitCode?: number };
