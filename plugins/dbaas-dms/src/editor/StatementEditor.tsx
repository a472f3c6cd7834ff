import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  forwardRef,
  KeyboardEvent,
  useId,
  useImperativeHandle,
  useRef,
} from 'react';
import { useWords } from '../translation/useWords';

export type StatementEditorHandle = {
  /** What is selected, or all, and where it begins. */
  toRun(): { text: string; offset: number };
  /** Moves the cursor to a place and shows it. */
  focusAt(index: number): void;
};

/** The API takes a million characters; more cannot be run. */
const MAX_LENGTH = 1_000_000;

const useStyles = makeStyles(theme => ({
  textarea: {
    display: 'block',
    boxSizing: 'border-box',
    width: '100%',
    minHeight: 140,
    padding: theme.spacing(1, 1.5),
    border: 0,
    borderTop: `1px solid ${theme.palette.divider}`,
    resize: 'vertical',
    background: 'transparent',
    color: theme.palette.text.primary,
    fontFamily: 'monospace',
    fontSize: '0.9rem',
    lineHeight: 1.5,
    tabSize: 2,
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
  },
  help: { display: 'block', padding: theme.spacing(0.5, 1.5) },
}));

/**
 * A plain field for statements: the browser's own editing, selection, undo and
 * input methods, and Tab goes on to the next control as everywhere.
 */
export const StatementEditor = forwardRef<
  StatementEditorHandle,
  {
    kind: 'sql' | 'command';
    value: string;
    placeholder?: string;
    onChange: (value: string) => void;
    onSelection: (some: boolean) => void;
    onRun: () => void;
  }
>((props, ref) => {
  const classes = useStyles();
  const { t } = useWords();
  const help = useId();
  const field = useRef<HTMLTextAreaElement>(null);

  useImperativeHandle(ref, () => ({
    toRun: () => {
      const { value, selectionStart, selectionEnd } = field.current ?? {
        value: '',
        selectionStart: 0,
        selectionEnd: 0,
      };
      const selected = value.slice(selectionStart, selectionEnd);
      return selected.trim() === ''
        ? { text: value, offset: 0 }
        : { text: selected, offset: selectionStart };
    },
    focusAt: index => {
      const element = field.current;
      // After the new text is in: it may be set in the same moment.
      requestAnimationFrame(() => {
        element?.focus();
        element?.setSelectionRange(index, index);
      });
    },
  }));

  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also chooses a word of an input method, which runs nothing.
    if (
      event.key === 'Enter' &&
      (event.ctrlKey || event.metaKey) &&
      !event.nativeEvent.isComposing
    ) {
      event.preventDefault();
      props.onRun();
    }
  };

  return (
    <>
      <textarea
        ref={field}
        className={classes.textarea}
        aria-label={
          props.kind === 'command'
            ? t('editor.commandLabel')
            : t('editor.label')
        }
        aria-describedby={help}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        maxLength={MAX_LENGTH}
        placeholder={props.placeholder}
        rows={6}
        spellCheck={false}
        value={props.value}
        wrap="off"
        onChange={event => props.onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onSelect={event =>
          props.onSelection(
            event.currentTarget.selectionEnd >
              event.currentTarget.selectionStart,
          )
        }
      />
      <Typography
        id={help}
        className={classes.help}
        variant="caption"
        color="textSecondary"
      >
        {t('editor.help')}
      </Typography>
    </>
  );
});
