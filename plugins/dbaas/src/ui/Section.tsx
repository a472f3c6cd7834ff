import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useId } from 'react';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    minHeight: 48,
    padding: theme.spacing(1, 2),
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  title: { fontSize: '1rem', fontWeight: 600, margin: 0 },
  actions: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  body: { padding: theme.spacing(2), minWidth: 0 },
  flush: { padding: 0 },
}));

/** A titled part of a page. */
export const Section = (props: {
  title: string;
  actions?: ReactNode;
  /** The content brings its own spacing, as tables do. */
  flush?: boolean;
  children: ReactNode;
}) => {
  const classes = useStyles();
  const id = useId();
  return (
    <Paper
      variant="outlined"
      component="section"
      className={classes.root}
      aria-labelledby={id}
    >
      <div className={classes.head}>
        <Typography id={id} component="h2" className={classes.title}>
          {props.title}
        </Typography>
        {props.actions && (
          <div className={classes.actions}>{props.actions}</div>
        )}
      </div>
      <div className={props.flush ? classes.flush : classes.body}>
        {props.children}
      </div>
    </Paper>
  );
};
