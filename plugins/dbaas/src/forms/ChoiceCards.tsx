import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { KeyboardEvent, ReactNode, useRef } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(170px, 1fr))',
    gap: theme.spacing(1),
  },
  card: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'flex-start',
    gap: theme.spacing(1),
    textAlign: 'left',
    padding: theme.spacing(1.25),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontSize: '0.875rem',
    '&:hover': { borderColor: theme.palette.text.secondary },
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    '&[aria-checked="true"]': {
      borderColor: theme.palette.primary.main,
      boxShadow: `inset 0 0 0 1px ${theme.palette.primary.main}`,
    },
    '&[aria-disabled="true"]': {
      cursor: 'not-allowed',
      backgroundColor: theme.palette.action.hover,
    },
  },
  body: { minWidth: 0, overflowWrap: 'anywhere' },
  faded: { opacity: 0.6 },
  title: { fontWeight: 600 },
  text: {
    color: theme.palette.text.secondary,
    fontSize: '0.8125rem',
    marginTop: 2,
  },
  reason: { fontSize: '0.8125rem', marginTop: theme.spacing(0.5) },
}));

export type Choice = {
  value: string;
  title: string;
  text?: ReactNode;
  icon?: ReactNode;
  /** Why it cannot be chosen. */
  reason?: ReactNode;
};

/**
 * One of a few, as cards. What cannot be chosen is shown with its reason and
 * can be reached with the keyboard, but not taken.
 */
export const ChoiceCards = (props: {
  label: string;
  value: string;
  choices: Choice[];
  onChange: (value: string) => void;
}) => {
  const classes = useStyles();
  const root = useRef<HTMLDivElement>(null);
  const { choices, value } = props;
  const index = choices.findIndex(choice => choice.value === value);

  const move = (event: KeyboardEvent, from: number) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[
      event.key
    ];
    if (!step) return;
    event.preventDefault();
    const next = (from + step + choices.length) % choices.length;
    const radios = root.current?.querySelectorAll<HTMLElement>('[role=radio]');
    radios?.[next]?.focus();
    if (choices[next].reason === undefined) props.onChange(choices[next].value);
  };

  return (
    <div
      ref={root}
      className={classes.root}
      role="radiogroup"
      aria-label={props.label}
    >
      {choices.map((choice, at) => {
        const disabled = choice.reason !== undefined;
        return (
          <ButtonBase
            key={choice.value}
            className={classes.card}
            role="radio"
            aria-checked={choice.value === value}
            aria-disabled={disabled}
            disableRipple={disabled}
            tabIndex={at === Math.max(0, index) ? 0 : -1}
            onKeyDown={event => move(event, at)}
            onClick={() => !disabled && props.onChange(choice.value)}
          >
            {choice.icon}
            <span className={classes.body}>
              <span className={disabled ? classes.faded : ''}>
                <span className={classes.title}>{choice.title}</span>
                {choice.text && (
                  <div className={classes.text}>{choice.text}</div>
                )}
              </span>
              {disabled && (
                <div className={classes.reason}>{choice.reason}</div>
              )}
            </span>
          </ButtonBase>
        );
      })}
    </div>
  );
};
