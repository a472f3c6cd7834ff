import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(2.5) },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(2),
  },
  title: { fontSize: '1.5rem', fontWeight: 700, overflowWrap: 'anywhere' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** A page of the plugin: a translated title, its actions, its content. */
export const PageFrame = (props: {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) => {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <div>
          <Typography component="h1" className={classes.title}>
            {props.title}
          </Typography>
          {props.subtitle && (
            <Typography variant="body2" component="div" color="textSecondary">
              {props.subtitle}
            </Typography>
          )}
        </div>
        <div className={classes.actions}>{props.actions}</div>
      </div>
      {props.children}
    </div>
  );
};
