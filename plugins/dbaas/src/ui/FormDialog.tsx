import { ActionError, useAction } from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { FormEvent, ReactNode, useEffect, useId } from 'react';
import { useWords } from '../translation/useWords';

/**
 * A dialog with a form: it stays open with the error when the change could not
 * be made, and closes when it was.
 */
export const FormDialog = (props: {
  open: boolean;
  title: string;
  submitLabel: string;
  disabled?: boolean;
  maxWidth?: 'xs' | 'sm' | 'md';
  children: ReactNode;
  onSubmit: () => Promise<unknown>;
  onClose: () => void;
}) => {
  const { t } = useWords();
  const titleId = useId();
  const action = useAction(props.onSubmit);
  const { reset } = action;
  useEffect(() => {
    if (props.open) reset();
  }, [props.open, reset]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // A dialog may stand within another form, e.g. the scaffolder's.
    event.stopPropagation();
    if (!props.disabled && (await action.run())) props.onClose();
  };
  return (
    <Dialog
      fullWidth
      maxWidth={props.maxWidth ?? 'sm'}
      open={props.open}
      onClose={action.busy ? undefined : props.onClose}
      aria-labelledby={titleId}
    >
      <form onSubmit={submit} noValidate>
        <DialogTitle id={titleId}>{props.title}</DialogTitle>
        <DialogContent>
          {props.children}
          <ActionError error={action.error} />
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose} disabled={action.busy}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            disabled={props.disabled || action.busy}
          >
            {props.submitLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
