import { Accounts } from '@dbaas-portal/plugin-dbaas-common';
import {
  useEngines,
  useKindName,
  useLocalized,
} from '@dbaas-portal/plugin-dbaas-react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { useEffect, useId, useState } from 'react';
import {
  OperationDialog,
  OperationDialogProps,
} from '../instance/actions/OperationDialog';
import { useWords } from '../translation/useWords';
import { nameProblem } from './names';

export const CreateDatabaseDialog = (
  props: OperationDialogProps & { accounts: Accounts },
) => {
  const { t } = useWords();
  const localized = useLocalized();
  const id = useId();
  const { open, instance, accounts } = props;
  const rule = useEngines().data?.byId.get(
    instance.record.spec.engine,
  )?.databases;
  const [name, setName] = useState('');
  useEffect(() => {
    if (open) setName('');
  }, [open]);
  const wrong = nameProblem(
    rule,
    name,
    accounts.databases.map(entry => entry.name),
  );
  return (
    <OperationDialog
      {...props}
      start={
        open && name !== '' && !wrong
          ? { kind: 'create-database', input: { database: name } }
          : undefined
      }
    >
      {() => (
        <TextField
          required
          id={id}
          size="small"
          variant="outlined"
          autoComplete="off"
          label={t('access.form.databaseName')}
          value={name}
          error={wrong !== undefined}
          helperText={
            wrong
              ? localized(wrong)
              : rule &&
                t('access.form.nameHint', { maximum: String(rule.maxLength) })
          }
          onChange={event => setName(event.target.value)}
        />
      )}
    </OperationDialog>
  );
};

/** For what cannot be taken back: one types the name. */
export const DropDialog = (
  props: OperationDialogProps & {
    kind: 'drop-user' | 'drop-database';
    name: string;
  },
) => {
  const { t } = useWords();
  const kindName = useKindName();
  const id = useId();
  const { open, kind, name } = props;
  const [typed, setTyped] = useState('');
  useEffect(() => {
    if (open) setTyped('');
  }, [open]);
  const confirmed = open && typed === name;
  const start =
    kind === 'drop-user'
      ? { kind, input: { user: name } }
      : { kind, input: { database: name } };
  return (
    <OperationDialog
      {...props}
      title={t('actions.confirm', { kind: kindName(kind), name })}
      start={confirmed ? start : undefined}
    >
      {() => (
        <>
          <Typography variant="body2">
            {t(
              kind === 'drop-user'
                ? 'access.form.dropUser'
                : 'access.form.dropDatabase',
            )}
          </Typography>
          <TextField
            id={id}
            size="small"
            variant="outlined"
            autoComplete="off"
            label={t('access.form.confirmDrop', { name })}
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
        </>
      )}
    </OperationDialog>
  );
};

export const RotateDialog = (
  props: OperationDialogProps & { user: string },
) => {
  const { t } = useWords();
  const kindName = useKindName();
  return (
    <OperationDialog
      {...props}
      title={t('actions.confirm', {
        kind: kindName('rotate-password'),
        name: props.user,
      })}
      start={
        props.open
          ? { kind: 'rotate-password', input: { user: props.user } }
          : undefined
      }
    >
      {() => (
        <Typography variant="body2">{t('access.form.rotateText')}</Typography>
      )}
    </OperationDialog>
  );
};

export const LockDialog = (
  props: OperationDialogProps & { user: string; locked: boolean },
) => {
  const { t } = useWords();
  const { user, locked } = props;
  const label = t(locked ? 'access.users.lock' : 'access.users.unlock');
  return (
    <OperationDialog
      {...props}
      title={t('actions.confirm', { kind: label, name: user })}
      submitLabel={label}
      start={
        props.open ? { kind: 'alter-user', input: { user, locked } } : undefined
      }
    >
      {() => (
        <Typography variant="body2">
          {t(locked ? 'access.form.lockText' : 'access.form.unlockText')}
        </Typography>
      )}
    </OperationDialog>
  );
};
