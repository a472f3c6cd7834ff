import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useId } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1.5),
    paddingBottom: theme.spacing(3),
  },
  title: { fontSize: '1rem', fontWeight: 600, margin: 0 },
  hint: { color: theme.palette.text.secondary, marginTop: 2 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
    gap: theme.spacing(1.5),
    alignItems: 'start',
  },
}));

/** A titled part of the form. */
export const FormPart = (props: {
  title: string;
  hint?: string;
  children: ReactNode;
}) => {
  const classes = useStyles();
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={classes.root}>
      <div>
        <Typography id={id} component="h3" className={classes.title}>
          {props.title}
        </Typography>
        {props.hint && (
          <Typography variant="body2" className={classes.hint}>
            {props.hint}
          </Typography>
        )}
      </div>
      {props.children}
    </div>
  );
};

/** Fields side by side where there is room. */
export const FormRow = ({ children }: { children: ReactNode }) => {
  const classes = useStyles();
  return <div className={classes.row}>{children}</div>;
};
