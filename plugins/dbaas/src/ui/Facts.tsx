import { makeStyles } from '@material-ui/core/styles';
import { Fragment, ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(90px, max-content) minmax(0, 1fr)',
    gap: theme.spacing(0.75, 2),
    margin: 0,
    // Chinese names are higher than the Latin values beside them.
    alignItems: 'baseline',
    fontSize: '0.875rem',
  },
  name: { color: theme.palette.text.secondary, margin: 0 },
  value: { margin: 0, overflowWrap: 'anywhere' },
}));

export type Fact = { name: string; value: ReactNode };

/** Names and values, one below the other. */
export const Facts = ({ facts }: { facts: Array<Fact | false> }) => {
  const classes = useStyles();
  return (
    <dl className={classes.root}>
      {facts.map(
        fact =>
          fact && (
            <Fragment key={fact.name}>
              <dt className={classes.name}>{fact.name}</dt>
              <dd className={classes.value}>{fact.value}</dd>
            </Fragment>
          ),
      )}
    </dl>
  );
};
