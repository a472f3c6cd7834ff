import { InstanceDetail } from '@dbaas-portal/plugin-dbaas-common';
import IconButton from '@material-ui/core/IconButton';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import { RiMore2Fill } from '@remixicon/react';
import { useState } from 'react';
import { useNotOffered } from '../instance/actions/notOffered';
import { useWords } from '../translation/useWords';
import { AccessIntent } from './AccessDialogs';
import { AccountUser } from './UserDialog';

const useStyles = makeStyles({
  text: { maxWidth: 360, whiteSpace: 'normal' },
  disabled: { opacity: 0.6 },
});

/** What can be done with one user. */
export const UserActions = (props: {
  instance: InstanceDetail;
  user: AccountUser;
  onIntent: (intent: AccessIntent) => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const { user } = props;
  const notOffered = useNotOffered(props.instance);
  const [anchor, setAnchor] = useState<HTMLElement>();
  const choices = [
    {
      kind: 'alter-user',
      takes: 'alter-user',
      label: t('access.users.change'),
    },
    {
      kind: 'rotate-password',
      takes: 'rotate-password',
      label: t('access.users.rotate'),
    },
    {
      kind: 'lock',
      takes: 'alter-user',
      label: t(user.locked ? 'access.users.unlock' : 'access.users.lock'),
    },
    { kind: 'drop-user', takes: 'drop-user', label: t('access.users.drop') },
  ] as const;
  return (
    <>
      <IconButton
        size="small"
        aria-haspopup="menu"
        aria-label={t('access.users.actionsOf', { name: user.name })}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <RiMore2Fill size={18} />
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={anchor !== undefined}
        onClose={() => setAnchor(undefined)}
      >
        {choices.map(choice => {
          const why = notOffered(choice.takes);
          return (
            <MenuItem
              key={choice.kind}
              dense
              aria-disabled={why !== undefined}
              onClick={() => {
                if (why !== undefined) return;
                setAnchor(undefined);
                props.onIntent({ kind: choice.kind, user });
              }}
            >
              <ListItemText
                className={classes.text}
                primary={choice.label}
                primaryTypographyProps={{
                  className: why === undefined ? '' : classes.disabled,
                }}
                secondary={why}
                secondaryTypographyProps={{ component: 'div' }}
              />
            </MenuItem>
          );
        })}
      </Menu>
    </>
  );
};
