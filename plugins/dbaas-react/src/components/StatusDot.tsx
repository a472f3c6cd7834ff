import { makeStyles, Theme } from '@material-ui/core/styles';
import { Tone, toneColor } from './colors';

const useStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  // Told apart by form too, for those who see no colours.
  dot: {
    display: 'inline-block',
    flex: 'none',
    width: 10,
    height: 10,
    boxSizing: 'border-box',
    backgroundColor: ({ tone }) =>
      tone === 'neutral' ? 'transparent' : toneColor(theme, tone),
    border: ({ tone }) => `2px solid ${toneColor(theme, tone)}`,
    borderRadius: ({ tone }) =>
      tone === 'error' || tone === 'warning' ? 1 : '50%',
    transform: ({ tone }) =>
      tone === 'warning' ? 'rotate(45deg) scale(0.85)' : 'none',
  },
}));

/** A dot of a status colour; the text beside it says what it means. */
export const StatusDot = ({ tone }: { tone: Tone }) => {
  const classes = useStyles({ tone });
  return <span aria-hidden className={classes.dot} />;
};
