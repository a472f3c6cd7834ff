import { CopyButton, useFormat } from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useId } from 'react';
import { Cell, Column } from '../console/run';
import { useWords } from '../translation/useWords';

const useStyles = makeStyles({
  value: {
    margin: 0,
    fontFamily: 'monospace',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

/** One value as a whole, to read and to copy. */
export const CellDialog = (props: {
  /** From 1. */
  row: number;
  column: Column;
  value: Cell;
  onClose: () => void;
}) => {
  const { row, column, value } = props;
  const classes = useStyles();
  const { t } = useWords();
  const format = useFormat();
  const title = useId();
  return (
    <Dialog
      open
      fullWidth
      maxWidth="md"
      aria-labelledby={title}
      onClose={props.onClose}
    >
      <DialogTitle id={title}>
        {t('cell.title', {
          row: format.number(row),
          column: column.name,
        })}
      </DialogTitle>
      <DialogContent>
        <Typography variant="caption" color="textSecondary" component="p">
          {column.dataType}
          {value !== null &&
            ` · ${t('cell.characters', { count: value.length })}`}
        </Typography>
        {value === null || value === '' ? (
          <Typography>
            {value === null ? t('cell.isNull') : t('cell.isEmpty')}
          </Typography>
        ) : (
          <pre className={classes.value}>{value}</pre>
        )}
      </DialogContent>
      <DialogActions>
        {value !== null && <CopyButton text={value} what={t('cell.what')} />}
        <Button onClick={props.onClose} color="primary">
          {t('cell.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
