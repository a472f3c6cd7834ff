import { Health } from '@dbaas-portal/plugin-dbaas-common';
import {
  HEALTH_TONES,
  StatusDot,
  useFormat,
} from '@dbaas-portal/plugin-dbaas-react';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';

const ORDER: Health[] = ['red', 'yellow', 'green', 'grey'];

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  item: {
    gap: theme.spacing(1),
    padding: theme.spacing(0.75, 1.5),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.paper,
    fontSize: '0.875rem',
    '&[aria-pressed="true"]': {
      borderColor: theme.palette.primary.main,
      backgroundColor: theme.palette.action.selected,
    },
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  number: { fontWeight: 700, fontVariantNumeric: 'tabular-nums' },
  label: { color: theme.palette.text.secondary },
}));

/** How many there are of each health; each one filters by it. */
export const HealthCounts = (props: {
  counts: Record<Health, number>;
  selected: string[];
  onChange: (selected: string[]) => void;
}) => {
  const classes = useStyles();
  const format = useFormat();
  const { t, shared } = useWords();
  const toggle = (health: Health) =>
    props.onChange(
      props.selected.includes(health)
        ? props.selected.filter(entry => entry !== health)
        : [...props.selected, health],
    );
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={t('instances.healthCounts')}
    >
      {ORDER.map(health => (
        <ButtonBase
          key={health}
          focusRipple
          className={classes.item}
          aria-pressed={props.selected.includes(health)}
          onClick={() => toggle(health)}
        >
          <StatusDot tone={HEALTH_TONES[health]} />
          <span className={classes.number}>
            {format.number(props.counts[health])}
          </span>{' '}
          <span className={classes.label}>{shared(`health.${health}`)}</span>
        </ButtonBase>
      ))}
    </div>
  );
};
