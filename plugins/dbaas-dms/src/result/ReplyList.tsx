import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { Cell, Column } from '../console/run';
import { useWords } from '../translation/useWords';
import { CellDialog } from './CellDialog';

const CUT = 1000;

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    padding: theme.spacing(1, 1, 1, 7),
    maxHeight: '55vh',
    overflow: 'auto',
    border: `1px solid ${theme.palette.divider}`,
    background: theme.palette.background.paper,
    fontFamily: 'monospace',
    fontSize: '0.85rem',
  },
  // The browser leaves out what is not in view, however long the list.
  item: { contentVisibility: 'auto', containIntrinsicSize: 'auto 24px' },
  values: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 3) },
  value: {
    font: 'inherit',
    textAlign: 'left',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  null: { fontStyle: 'italic', color: theme.palette.text.disabled },
}));

/** Replies of engines that answer commands, one under the other. */
export const ReplyList = (props: {
  columns: Column[];
  rows: Cell[][];
  rowCount: number;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const [opened, setOpened] = useState<{ row: number; column: number }>();
  const fallback = { name: '', dataType: '' };
  return (
    <>
      <ol className={classes.list} aria-label={t('result.title')}>
        {props.rows.slice(0, props.rowCount).map((values, row) => (
          <li key={row} className={classes.item}>
            <span className={classes.values}>
              {values.map((value, column) => (
                <ButtonBase
                  key={column}
                  className={classes.value}
                  onClick={() => setOpened({ row, column })}
                >
                  {value === null ? (
                    <span className={classes.null}>NULL</span>
                  ) : (
                    `${value.slice(0, CUT)}${value.length > CUT ? '…' : ''}`
                  )}
                </ButtonBase>
              ))}
            </span>
          </li>
        ))}
      </ol>
      {opened && (
        <CellDialog
          row={opened.row + 1}
          column={props.columns[opened.column] ?? fallback}
          value={props.rows[opened.row]?.[opened.column] ?? null}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
};
