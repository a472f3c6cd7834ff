import { MouseEvent } from 'react';
import { Cell } from '../console/run';
import { useWords } from '../translation/useWords';
import { useGridStyles } from './gridStyles';

/** More of a value is never drawn in the grid; the full view has all of it. */
const CUT = 300;

/** Line breaks would hide what follows: they are shown as a sign. */
const oneLine = (value: string) => value.replace(/\r?\n|\r/g, '⏎');

/** One value; a click on one that is cut shows all of it. */
export const GridCell = (props: {
  id: string;
  value: Cell;
  column: number;
  start: number;
  size: number;
  active: boolean;
  onSelect: () => void;
  onOpen: () => void;
}) => {
  const { value } = props;
  const classes = useGridStyles();
  const { t } = useWords();
  const long = value !== null && (value.length > CUT || /[\r\n]/.test(value));
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    props.onSelect();
    const { scrollWidth, clientWidth } = event.currentTarget;
    // Whoever has just marked a part with the mouse wants to copy it.
    if ((long || scrollWidth > clientWidth) && !String(getSelection())) {
      props.onOpen();
    }
  };
  return (
    // The grid has the focus and the keys; this is its active descendant.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={props.id}
      className={[
        classes.cell,
        value === null ? classes.null : '',
        props.active ? classes.active : '',
      ].join(' ')}
      style={{ left: props.start, width: props.size }}
      role="gridcell"
      aria-colindex={props.column + 2}
      aria-selected={props.active}
      aria-label={value === null ? `NULL, ${t('result.null')}` : undefined}
      onClick={onClick}
      onDoubleClick={props.onOpen}
    >
      {value === null
        ? 'NULL'
        : `${oneLine(value.slice(0, CUT))}${value.length > CUT ? '…' : ''}`}
    </div>
  );
};
