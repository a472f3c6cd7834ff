import { Cell, Column } from '../console/run';

export const MIN_WIDTH = 56;
export const MAX_WIDTH = 1200;

/** What one character of the grid's font takes, and both paddings of a cell. */
const CHARACTER = 8;
const PADDING = 24;

/** Wider than this only when somebody draws it wider. */
const WIDEST_AT_FIRST = 360;

/** So many rows are looked at. */
const SAMPLE = 30;

export const clampWidth = (width: number) =>
  Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.round(width)));

/** Widths by what the first rows hold. */
export function guessWidths(columns: Column[], rows: Cell[][]): number[] {
  const sample = rows.slice(0, SAMPLE);
  return columns.map((column, index) => {
    const longest = sample.reduce(
      (most, row) => Math.max(most, row[index]?.length ?? 4),
      Math.max(column.name.length, column.dataType.length),
    );
    return clampWidth(Math.min(longest * CHARACTER + PADDING, WIDEST_AT_FIRST));
  });
}
