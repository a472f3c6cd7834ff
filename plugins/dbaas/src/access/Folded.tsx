import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useId, useState } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    borderTop: `1px solid ${theme.palette.divider}`,
    padding: theme.spacing(0.5, 1),
  },
  text: { padding: theme.spacing(0, 1, 1) },
}));

/** What one seldom asks for, below a list: shown on request, with a word of what it is. */
export const Folded = (props: {
  show: string;
  hide: string;
  text: string;
  children: ReactNode;
}) => {
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className={classes.root}>
      <Button
        size="small"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {open ? props.hide : props.show}
      </Button>
      <div id={id} hidden={!open}>
        {open && (
          <>
            <Typography
              variant="body2"
              color="textSecondary"
              className={classes.text}
            >
              {props.text}
            </Typography>
            {props.children}
          </>
        )}
      </div>
    </div>
  );
};
