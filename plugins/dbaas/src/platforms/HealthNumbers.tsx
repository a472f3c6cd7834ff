import { Health } from '@dbaas-portal/plugin-dbaas-common';
import {
  HEALTH_TONES,
  StatusDot,
  useFormat,
} from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';

const ORDER: Health[] = ['red', 'yellow', 'green', 'grey'];

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  item: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    whiteSpace: 'nowrap',
  },
}));

/** How many databases there are of each health. */
export const HealthNumbers = (props: { health?: Record<Health, number> }) => {
  const classes = useStyles();
  const format = useFormat();
  const { t, shared } = useWords();
  const { health } = props;
  const there = ORDER.filter(one => (health?.[one] ?? 0) > 0);
  if (!health || there.length === 0) {
    return <span>{t('platforms.noDatabases')}</span>;
  }
  return (
    <ul className={classes.root}>
      {there.map(one => (
        <li key={one} className={classes.item}>
          <StatusDot tone={HEALTH_TONES[one]} />
          {format.number(health[one])} {shared(`health.${one}`)}
        </li>
      ))}
    </ul>
  );
};
