import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import {
  FormEvent,
  ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { useAction } from '../live/useAction';
import { dbaasReactTranslationRef } from '../translation/ref';
import { ActionError } from './ErrorPanel';

/**
 * For what cannot be taken back: one has to type the name of the thing.
 *
 * @public
 */
export const ConfirmByName = (props: {
  open: boolean;
  title: string;
  name: string;
  confirmLabel: string;
  children?: ReactNode;
  /** Something else still keeps one from confirming. */
  disabled?: boolean;
  onConfirm: (typed: string) => Promise<unknown>;
  onClose: () => void;
}) => {
  const { t } = useTranslationRef(dbaasReactTranslationRef);
  const titleId = useId();
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const action = useAction(props.onConfirm);
  const { reset } = action;
  useEffect(() => {
    if (props.open) {
      setTyped('');
      reset();
    }
  }, [props.open, reset]);
  const matches = typed === props.name;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (matches && !props.disabled && (await action.run(typed))) {
      props.onClose();
    }
  };
  return (
    <Dialog
      fullWidth
      maxWidth="sm"
      open={props.open}
      onClose={action.busy ? undefined : props.onClose}
      aria-labelledby={titleId}
      TransitionProps={{ onEntered: () => input.current?.focus() }}
    >
      <form onSubmit={submit}>
        <DialogTitle id={titleId}>{props.title}</DialogTitle>
        <DialogContent>
          {props.children}
          <TextField
            inputRef={input}
            fullWidth
            margin="normal"
            variant="outlined"
            autoComplete="off"
            id={`${titleId}-name`}
            label={t('confirm.label', { name: props.name })}
            value={typed}
            onChange={event => setTyped(event.target.value)}
            error={typed !== '' && !props.name.startsWith(typed)}
            helperText={
              typed !== '' && !props.name.startsWith(typed)
                ? t('confirm.mismatch')
                : ' '
            }
          />
          <ActionError error={action.error} />
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose} disabled={action.busy}>
            {t('confirm.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color="secondary"
            disabled={!matches || props.disabled || action.busy}
          >
            {props.confirmLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
