import { PointerEvent } from 'react';
import { Column } from '../console/run';
import { useGridStyles } from './gridStyles';

/** Name and type of a column; its right edge is drawn with the mouse. */
export const ColumnHeader = (props: {
  column: Column;
  index: number;
  start: number;
  size: number;
  onWiden: (by: number) => void;
}) => {
  const classes = useGridStyles();
  const onPointerMove = (event: PointerEvent<HTMLSpanElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) {
      props.onWiden(event.movementX);
    }
  };
  return (
    <div
      className={classes.headerCell}
      style={{ left: props.start, width: props.size }}
      role="columnheader"
      aria-colindex={props.index + 2}
      title={`${props.column.name} (${props.column.dataType})`}
    >
      {props.column.name}
      <span className={classes.dataType}>{props.column.dataType}</span>
      {/* For the mouse; Shift with the arrow keys does it from a cell. */}
      <span
        aria-hidden
        className={classes.resizer}
        onPointerDown={event =>
          event.currentTarget.setPointerCapture(event.pointerId)
        }
        onPointerMove={onPointerMove}
      />
    </div>
  );
};
