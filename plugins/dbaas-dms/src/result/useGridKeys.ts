import { KeyboardEvent, useState } from 'react';
import { Cell } from '../console/run';

export type CellPlace = { row: number; column: number };

const PAGE = 15;

function moved(
  event: KeyboardEvent,
  { row, column }: CellPlace,
  rows: number,
  columns: number,
): CellPlace | undefined {
  const far = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowUp':
      return { row: far ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: far ? rows - 1 : row + 1, column };
    case 'ArrowLeft':
      return { row, column: far ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: far ? columns - 1 : column + 1 };
    case 'PageUp':
      return { row: row - PAGE, column };
    case 'PageDown':
      return { row: row + PAGE, column };
    case 'Home':
      return { row: far ? 0 : row, column: 0 };
    case 'End':
      return { row: far ? rows - 1 : row, column: columns - 1 };
    default:
      return undefined;
  }
}

/** Moves, opens, copies and widens by keyboard, as grids do. */
export function useGridKeys(options: {
  rows: Cell[][];
  columns: number;
  onMove: (place: CellPlace) => void;
  onOpen: (place: CellPlace) => void;
  onWiden: (column: number, by: number) => void;
}) {
  const { rows, columns } = options;
  const [active, setActive] = useState<CellPlace>({ row: 0, column: 0 });

  const onKeyDown = (event: KeyboardEvent) => {
    if (rows.length === 0) return;
    if (event.shiftKey && /^Arrow(Left|Right)$/.test(event.key)) {
      event.preventDefault();
      options.onWiden(active.column, event.key === 'ArrowLeft' ? -16 : 16);
      return;
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      options.onOpen(active);
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key === 'c') {
      // A text that was selected with the mouse is what one means to copy.
      if (String(window.getSelection()) !== '') return;
      event.preventDefault();
      navigator.clipboard
        ?.writeText(rows[active.row]?.[active.column] ?? '')
        // Refused by the browser: the value can be copied from its full view.
        .catch(() => undefined);
      return;
    }
    const next = moved(event, active, rows.length, columns);
    if (!next) return;
    event.preventDefault();
    const place = {
      row: Math.min(rows.length - 1, Math.max(0, next.row)),
      column: Math.min(columns - 1, Math.max(0, next.column)),
    };
    setActive(place);
    options.onMove(place);
  };

  return { active, setActive, onKeyDown };
}
