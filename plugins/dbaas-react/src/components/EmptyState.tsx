import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    textAlign: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(6, 2),
  },
  text: { maxWidth: 560, color: theme.palette.text.secondary },
}));

/**
 * Nothing is there: says why, and offers the next step.
 *
 * @public
 */
export const EmptyState = (props: {
  title: string;
  description?: ReactNode;
  action?: ReactNode;
}) => {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <Typography variant="h6" component="h2">
        {props.title}
      </Typography>
      {props.description && (
        <Typography variant="body2" component="div" className={classes.text}>
          {props.description}
        </Typography>
      )}
      {props.action}
    </div>
  );
};
