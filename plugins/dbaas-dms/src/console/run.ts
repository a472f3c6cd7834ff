import { StatementFrame } from '@dbaas-portal/plugin-dbaas-common';

/** A value as the server wrote it; null is no value. */
export type Cell = string | null;

export type Column = { name: string; dataType: string };

export type RunOutcome = 'running' | 'succeeded' | 'failed' | 'cancelled';

/** What has come of one statement up to now. */
export type Run = {
  id: string;
  statement: string;
  /** Where in the editor the statement begins, when a part was selected. */
  offset: number;
  startedAt: number;
  outcome: RunOutcome;
  /** A cancellation was asked for and has not happened yet. */
  cancelling: boolean;
  columns: Column[];
  /** Grows in place: copying thousands of rows for each frame would hurt. */
  rows: Cell[][];
  notices: string[];
  command?: string;
  rowCount?: number;
  truncated?: boolean;
  milliseconds?: number;
  /** The server refused the statement. */
  failure?: { message: string; code?: string; position?: number };
  /** The portal refused it, or the connection broke. */
  error?: Error;
  /** It ended without a last frame. */
  broken?: boolean;
};

/** Notices of one statement that are kept; a loop may send thousands. */
const MAX_NOTICES = 200;

/** Rows that are kept, whatever the backend sends. */
const MAX_ROWS = 100_000;

export function startRun(options: {
  id: string;
  statement: string;
  offset: number;
}): Run {
  return {
    ...options,
    startedAt: Date.now(),
    outcome: 'running',
    cancelling: false,
    columns: [],
    rows: [],
    notices: [],
  };
}

/** The run after one more frame of the answer. */
export function addFrame(run: Run, frame: StatementFrame): Run {
  switch (frame.type) {
    case 'columns':
      // Of several results in one answer, the last is shown.
      return { ...run, columns: frame.columns ?? [], rows: [] };
    case 'rows':
      for (const row of frame.rows ?? []) {
        if (run.rows.length < MAX_ROWS) run.rows.push(row);
      }
      return { ...run };
    case 'notice':
      return run.notices.length < MAX_NOTICES && frame.text
        ? { ...run, notices: [...run.notices, frame.text] }
        : run;
    case 'end':
      return {
        ...run,
        outcome: 'succeeded',
        cancelling: false,
        command: frame.command,
        rowCount: frame.rowCount,
        truncated: frame.truncated,
        milliseconds: frame.milliseconds,
      };
    case 'error':
      return {
        ...run,
        // A server says of a cancelled statement that it failed.
        outcome: run.cancelling ? 'cancelled' : 'failed',
        cancelling: false,
        milliseconds: frame.milliseconds ?? Date.now() - run.startedAt,
        failure: {
          message: frame.message ?? '',
          code: frame.code,
          position: frame.position,
        },
      };
    default:
      return run;
  }
}

/** The run after its stream ended, however it did. */
export function endRun(run: Run, error?: Error): Run {
  if (run.outcome !== 'running') return run;
  const milliseconds = Date.now() - run.startedAt;
  if (run.cancelling) {
    return { ...run, outcome: 'cancelled', cancelling: false, milliseconds };
  }
  return {
    ...run,
    outcome: 'failed',
    milliseconds,
    error,
    broken: error === undefined || run.columns.length > 0,
  };
}
