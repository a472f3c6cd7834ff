import { makeStyles } from '@material-ui/core/styles';
import Paper from '@material-ui/core/Paper';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ReactNode, RefObject, useEffect, useRef, useState } from 'react';

const ROW_HEIGHT = 44;

const useStyles = makeStyles(theme => ({
  frame: {
    overflow: 'auto',
  },
  // As wide as the frame, or as the columns' least widths where that is more.
  content: { minWidth: 'min-content' },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    display: 'grid',
    backgroundColor: theme.palette.background.paper,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  headCell: {
    padding: theme.spacing(1),
    fontSize: '0.75rem',
    fontWeight: 600,
    color: theme.palette.text.secondary,
    whiteSpace: 'nowrap',
    textAlign: 'left',
  },
  sort: {
    all: 'unset',
    cursor: 'pointer',
    display: 'inline-flex',
    alignItems: 'center',
    gap: 2,
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    '&:hover': { color: theme.palette.text.primary },
  },
  body: { position: 'relative' },
  // The first and the last stand off the frame.
  ends: {
    '& > :first-child': { paddingLeft: theme.spacing(1.5) },
    '& > :last-child': { paddingRight: theme.spacing(1.5) },
  },
  row: {
    position: 'absolute',
    top: 0,
    left: 0,
    right: 0,
    height: ROW_HEIGHT,
    display: 'grid',
    alignItems: 'center',
    borderBottom: `1px solid ${theme.palette.divider}`,
    fontSize: '0.875rem',
    '&:hover': { backgroundColor: theme.palette.action.hover },
  },
  clickable: { cursor: 'pointer' },
  cell: {
    padding: theme.spacing(0, 1),
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
}));

/** Below the table: how many there are, and the page's margin. */
const BELOW = 72;
const LEAST_HEIGHT = 320;

/** What is left of the window below the place where an element begins. */
function useRestOfWindow(element: RefObject<HTMLElement>): number {
  const [height, setHeight] = useState(LEAST_HEIGHT);
  useEffect(() => {
    const measure = () => {
      const top = element.current?.getBoundingClientRect().top ?? 0;
      setHeight(
        Math.max(
          LEAST_HEIGHT,
          window.innerHeight - top - window.scrollY - BELOW,
        ),
      );
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [element]);
  return height;
}

export type VirtualColumn<Row> = {
  id: string;
  title: string;
  /** A CSS grid track, e.g. `minmax(160px, 2fr)`. */
  width: string;
  sortable?: boolean;
  render: (row: Row) => ReactNode;
};

/**
 * A table that draws only the rows in sight, so that thousands stay smooth,
 * and asks for more when the end comes near. Columns keep their least width
 * and scroll sideways on narrow screens.
 */
export function VirtualTable<Row>(props: {
  label: string;
  columns: Array<VirtualColumn<Row>>;
  rows: Row[];
  rowKey: (row: Row) => string;
  /** How many there are in all, where that is known. */
  total?: number;
  sort?: { column: string; order: 'asc' | 'desc' };
  sortLabel?: (title: string) => string;
  onSort?: (column: string) => void;
  onRow?: (row: Row) => void;
  onEnd?: () => void;
  /** The last row in sight. */
  onSight?: (row: number) => void;
}) {
  const classes = useStyles();
  const frame = useRef<HTMLDivElement>(null);
  const { rows, sort, onEnd, onSight } = props;
  const maxHeight = useRestOfWindow(frame);
  const template = props.columns.map(column => column.width).join(' ');
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const visible = virtual.getVirtualItems();
  const last = visible.at(-1)?.index ?? -1;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 20) onEnd?.();
  }, [last, rows.length, onEnd]);
  useEffect(() => {
    if (last >= 0) onSight?.(last);
  }, [last, onSight]);

  return (
    <Paper
      variant="outlined"
      ref={frame}
      className={classes.frame}
      style={{ maxHeight }}
      role="table"
      aria-label={props.label}
      aria-rowcount={(props.total ?? rows.length) + 1}
      tabIndex={0}
    >
      <div className={classes.content}>
        <div
          role="row"
          aria-rowindex={1}
          className={`${classes.head} ${classes.ends}`}
          style={{ gridTemplateColumns: template }}
        >
          {props.columns.map(column => {
            const sorted = sort?.column === column.id;
            const Arrow =
              sort?.order === 'desc' ? RiArrowDownLine : RiArrowUpLine;
            return (
              <div
                key={column.id}
                role="columnheader"
                className={classes.headCell}
                {...(sorted && {
                  'aria-sort':
                    sort.order === 'desc' ? 'descending' : 'ascending',
                })}
              >
                {column.sortable ? (
                  <button
                    type="button"
                    className={classes.sort}
                    aria-label={props.sortLabel?.(column.title)}
                    onClick={() => props.onSort?.(column.id)}
                  >
                    {column.title}
                    {sorted && <Arrow size={14} aria-hidden />}
                  </button>
                ) : (
                  column.title
                )}
              </div>
            );
          })}
        </div>
        <div
          role="rowgroup"
          className={classes.body}
          style={{ height: virtual.getTotalSize() }}
        >
          {visible.map(item => {
            const row = rows[item.index];
            return (
              // The keyboard's way is the link or button within the row.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
              <div
                key={props.rowKey(row)}
                role="row"
                aria-rowindex={item.index + 2}
                className={`${classes.row} ${classes.ends} ${
                  props.onRow ? classes.clickable : ''
                }`}
                style={{
                  gridTemplateColumns: template,
                  transform: `translateY(${item.start}px)`,
                }}
                onClick={event => {
                  const target = event.target;
                  const own =
                    target instanceof Element &&
                    target.closest('a, button, input, [role="button"]');
                  if (!own) props.onRow?.(row);
                }}
              >
                {props.columns.map((column, index) => (
                  <div
                    key={column.id}
                    role={index === 0 ? 'rowheader' : 'cell'}
                    className={classes.cell}
                  >
                    {column.render(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </Paper>
  );
}
