import { useApi } from '@backstage/core-plugin-api';
import { credentialRevealPermission } from '@dbaas-portal/plugin-dbaas-common';
import {
  ActionError,
  CopyButton,
  dbaasApiRef,
  useAction,
} from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect } from 'react';
import { useWords } from '../translation/useWords';
import { PermittedButton } from '../ui/PermittedButton';

/** A password does not stay on the screen of somebody who has left. */
const HIDE_AFTER_MS = 60_000;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(0.5, 0, 1),
  },
  secret: {
    fontFamily: 'monospace',
    fontSize: '0.875rem',
    padding: theme.spacing(0.5, 1),
    backgroundColor: theme.palette.action.hover,
    borderRadius: theme.shape.borderRadius,
    overflowWrap: 'anywhere',
  },
}));

/** Shows a password on request, for a minute; each reading is recorded. */
export const SecretField = (props: {
  uid: string;
  user: string;
  allowed: boolean;
  password?: string;
  onChange: (password: string | undefined) => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const api = useApi(dbaasApiRef);
  const { uid, user, password, onChange } = props;
  const reveal = useAction(async () => {
    onChange((await api.revealSecret(uid, user)).password);
  });
  useEffect(() => {
    if (password === undefined) return undefined;
    const timer = setTimeout(() => onChange(undefined), HIDE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [password, onChange]);
  return (
    <>
      <div className={classes.root}>
        {password === undefined ? (
          <>
            <PermittedButton
              label={t('instance.secret.show', { user })}
              reason={
                props.allowed
                  ? undefined
                  : t('actions.notAllowed', {
                      permission: credentialRevealPermission.name,
                    })
              }
              onClick={() => reveal.run()}
            />
            <Typography variant="caption" color="textSecondary">
              {props.allowed
                ? t('instance.secret.note')
                : t('instance.secret.notAllowed')}
            </Typography>
          </>
        ) : (
          <>
            <code className={classes.secret}>{password}</code>
            <CopyButton text={password} what={t('instance.secret.password')} />
            <Button size="small" onClick={() => onChange(undefined)}>
              {t('instance.secret.hide')}
            </Button>
          </>
        )}
      </div>
      <ActionError error={reveal.error} />
    </>
  );
};
