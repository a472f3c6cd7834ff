import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RiCloseLine } from '@remixicon/react';
import { ReactNode, useId } from 'react';
import { useWords } from '../translation/useWords';

const useStyles = makeStyles(theme => ({
  paper: {
    width: 560,
    maxWidth: '100vw',
    padding: theme.spacing(2, 3, 3),
  },
  wide: { width: 960 },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(2),
  },
  title: { fontSize: '1.125rem', fontWeight: 600, overflowWrap: 'anywhere' },
}));

/** Details beside a list. */
export const SideDrawer = (props: {
  open: boolean;
  title: string;
  onClose: () => void;
  /** For what has long lines. */
  wide?: boolean;
  children: ReactNode;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const id = useId();
  return (
    <Drawer
      anchor="right"
      open={props.open}
      onClose={props.onClose}
      PaperProps={{
        className: props.wide
          ? `${classes.paper} ${classes.wide}`
          : classes.paper,
        role: 'dialog',
        'aria-labelledby': id,
      }}
    >
      <div className={classes.head}>
        <Typography id={id} component="h2" className={classes.title}>
          {props.title}
        </Typography>
        <IconButton
          size="small"
          aria-label={t('common.close')}
          onClick={props.onClose}
        >
          <RiCloseLine size={20} />
        </IconButton>
      </div>
      {props.children}
    </Drawer>
  );
};
