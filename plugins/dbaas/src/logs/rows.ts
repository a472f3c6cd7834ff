import { LogFrame, LogLine, Reason } from '@dbaas-portal/plugin-dbaas-common';

/** What the browser keeps; a log that is followed has no end. */
export const MAX_ROWS = 5000;

/** A line, or what the reader has to know between two of them. */
export type Row = { id: number } & (
  | { line: LogLine }
  | { note: Reason | 'reconnected' }
);

/** Rows in the order of their ids, and how many there have been. */
export type Rows = { rows: Row[]; count: number };

export const NO_ROWS: Rows = { rows: [], count: 0 };

function contentsOf(
  frame: LogFrame,
): Array<{ line: LogLine } | { note: Reason }> {
  switch (frame.type) {
    case 'lines':
      return (frame.lines ?? []).map(line => ({ line }));
    case 'notice':
    case 'end':
    case 'error':
      return frame.reason ? [{ note: frame.reason }] : [];
    default:
      return [];
  }
}

/** The rows after some more frames; the oldest go where there are too many. */
export function addFrames(
  { rows, count }: Rows,
  frames: LogFrame[],
  max: number = MAX_ROWS,
): Rows {
  const added = frames
    .flatMap(contentsOf)
    .map((content, at) => ({ ...content, id: count + at }));
  return added.length === 0
    ? { rows, count }
    : { rows: [...rows, ...added].slice(-max), count: count + added.length };
}

/** Begins anew, with ids that have not been used. */
export function reconnected({ count }: Rows): Rows {
  return { rows: [{ id: count, note: 'reconnected' }], count: count + 1 };
}

/** Lines with the text in them; notes are always of interest. */
export function matching(rows: Row[], filter: string): Row[] {
  const wanted = filter.trim().toLocaleLowerCase();
  return wanted === ''
    ? rows
    : rows.filter(
        row =>
          !('line' in row) ||
          (row.line.raw ?? row.line.text)
            .toLocaleLowerCase()
            .includes(wanted) ||
          row.line.text.toLocaleLowerCase().includes(wanted),
      );
}

/** How many of the rows are lines. */
export function countLines(rows: Row[]): number {
  return rows.reduce((sum, row) => sum + ('line' in row ? 1 : 0), 0);
}

/** The place of a row, or of the next one where it is gone. */
export function placeOf(rows: Row[], id: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (rows[middle].id < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
