import { Reason, TerminalSize } from '@dbaas-portal/plugin-dbaas-common';
import { Duplex } from 'node:stream';

/**
 * Where a terminal of one kind leads, in the words of the platform, which
 * knows no engine: which of the instance's resources, and what is started
 * there.
 *
 * @public
 */
export type TerminalTarget = {
  /** Name of the resource that is entered, e.g. of a pod. */
  resource: string;
  /** Which part of it, where it has several. */
  container?: string;
  /** Program and arguments; no shell reads them. */
  command: string[];
};

/** @public */
export type TerminalOptions = TerminalTarget &
  TerminalSize & {
    /** Aborted when it shall not be opened any more; ends it as well. */
    signal: AbortSignal;
  };

/**
 * How a terminal ended: the program's exit code, or why there is none.
 *
 * @public
 */
export type TerminalEnd = { exitCode?: number; reason?: Reason };

/**
 * An open terminal.
 *
 * @public
 */
export interface TerminalSession {
  /**
   * What is typed in, what is shown out; it takes and gives no faster than
   * the other side. Destroying it ends the program.
   */
  readonly stream: Duplex;
  resize(size: TerminalSize): void;
  /** Never rejects; after it the stream gives nothing more. */
  readonly ended: Promise<TerminalEnd>;
}
