import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { useWords } from '../translation/useWords';

const SHOWN = 2000;

const useStyles = makeStyles({
  text: { maxHeight: '40vh', overflow: 'auto', whiteSpace: 'pre-wrap' },
});

/** Asks before several lines are run at once. */
export const PasteDialog = (props: {
  text: string | undefined;
  onPaste: (text: string) => void;
  onCancel: () => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const id = useId();
  const { text = '', onPaste, onCancel } = props;
  const lines = text.trimEnd().split(/\r\n|\r|\n/).length;
  return (
    <Dialog
      open={props.text !== undefined}
      onClose={onCancel}
      aria-labelledby={id}
      maxWidth="sm"
      fullWidth
    >
      <DialogTitle id={id}>
        {t('terminal.paste.title', { lines: String(lines) })}
      </DialogTitle>
      <DialogContent>
        {t('terminal.paste.text')}
        <pre className={classes.text}>
          {text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}
        </pre>
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button color="primary" onClick={() => onPaste(text)}>
          {t('terminal.paste.do')}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
