import Typography from '@material-ui/core/Typography';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Cell, Column } from '../console/run';
import { useWords } from '../translation/useWords';
import { CellDialog } from './CellDialog';
import { ColumnHeader } from './ColumnHeader';
import { clampWidth, guessWidths } from './columnWidths';
import { GridCell } from './GridCell';
import { GUTTER, HEADER_HEIGHT, ROW_HEIGHT, useGridStyles } from './gridStyles';
import { CellPlace, useGridKeys } from './useGridKeys';

/**
 * Rows and columns of a result. Only what is in view is drawn, in both
 * directions, so that ten thousand rows scroll like ten.
 */
export const ResultGrid = (props: {
  columns: Column[];
  rows: Cell[][];
  /** `rows` grows in place; this tells that it has. */
  rowCount: number;
}) => {
  const { columns, rows, rowCount } = props;
  const classes = useGridStyles();
  const { t } = useWords();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<CellPlace>();
  const [drawn, setDrawn] = useState<Record<number, number>>({});

  const hasRows = rowCount > 0;
  const guessed = useMemo(
    () => guessWidths(columns, hasRows ? rows : []),
    [columns, hasRows, rows],
  );
  const widthOf = useCallback(
    (column: number) => drawn[column] ?? guessed[column],
    [drawn, guessed],
  );
  const widen = (column: number, by: number) =>
    setDrawn(old => ({
      ...old,
      [column]: clampWidth((old[column] ?? guessed[column]) + by),
    }));

  const vertical = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
  });
  const horizontal = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: widthOf,
    paddingStart: GUTTER,
    overscan: 2,
  });
  useEffect(() => horizontal.measure(), [horizontal, widthOf]);

  const { active, setActive, onKeyDown } = useGridKeys({
    rows,
    columns: columns.length,
    onMove: place => {
      vertical.scrollToIndex(place.row);
      horizontal.scrollToIndex(place.column);
    },
    onOpen: setOpened,
    onWiden: widen,
  });
  const cellId = (place: CellPlace) => `${id}-${place.row}-${place.column}`;
  const width = horizontal.getTotalSize();
  const shownColumns = horizontal.getVirtualItems();

  return (
    <>
      <div
        ref={scroller}
        className={classes.scroller}
        role="grid"
        tabIndex={0}
        aria-label={t('result.title')}
        aria-describedby={`${id}-help`}
        aria-readonly
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={hasRows ? cellId(active) : undefined}
        onKeyDown={onKeyDown}
      >
        <div className={classes.header} style={{ width }} role="rowgroup">
          <div role="row" aria-rowindex={1}>
            <div
              className={classes.headerCell}
              style={{ left: 0, width: GUTTER }}
              role="columnheader"
              aria-colindex={1}
              aria-label={t('result.row')}
            />
            {shownColumns.map(({ index, start, size }) => (
              <ColumnHeader
                key={index}
                column={columns[index]}
                index={index}
                start={start}
                size={size}
                onWiden={by => widen(index, by)}
              />
            ))}
          </div>
        </div>
        <div
          className={classes.body}
          style={{ width, height: vertical.getTotalSize() }}
          role="rowgroup"
        >
          {vertical.getVirtualItems().map(row => (
            <div
              key={row.key}
              className={classes.row}
              style={{ top: row.start - HEADER_HEIGHT }}
              role="row"
              aria-rowindex={row.index + 2}
            >
              <div
                className={classes.gutter}
                role="rowheader"
                aria-colindex={1}
              >
                {row.index + 1}
              </div>
              {shownColumns.map(({ index: column, start, size }) => {
                const place = { row: row.index, column };
                return (
                  <GridCell
                    key={column}
                    id={cellId(place)}
                    value={rows[row.index]?.[column] ?? null}
                    column={column}
                    start={start}
                    size={size}
                    active={
                      active.row === row.index && active.column === column
                    }
                    onSelect={() => setActive(place)}
                    onOpen={() => setOpened(place)}
                  />
                );
              })}
            </div>
          ))}
        </div>
      </div>
      <Typography id={`${id}-help`} variant="caption" color="textSecondary">
        {t('result.gridHelp')}
      </Typography>
      {opened && (
        <CellDialog
          row={opened.row + 1}
          column={columns[opened.column]}
          value={rows[opened.row]?.[opened.column] ?? null}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
};
