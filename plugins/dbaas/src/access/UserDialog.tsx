import { Accounts, UserGrant } from '@dbaas-portal/plugin-dbaas-common';
import { useEngines, useLocalized } from '@dbaas-portal/plugin-dbaas-react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { useEffect, useId, useState } from 'react';
import { OperationStart } from '@dbaas-portal/plugin-dbaas-react';
import { fromLocalInput, toLocalInput } from '../forms/localTime';
import {
  OperationDialog,
  OperationDialogProps,
} from '../instance/actions/OperationDialog';
import { useWords } from '../translation/useWords';
import { GrantFields } from './GrantFields';
import { nameProblem } from './names';

export type AccountUser = Accounts['users'][number];

/** Creates a user, or changes the grants and the end of one. */
export const UserDialog = (
  props: OperationDialogProps & { accounts: Accounts; user?: AccountUser },
) => {
  const { t } = useWords();
  const localized = useLocalized();
  const id = useId();
  const { open, instance, accounts, user } = props;
  const engine = useEngines().data?.byId.get(instance.record.spec.engine);
  const [name, setName] = useState('');
  const [grants, setGrants] = useState<UserGrant[]>([]);
  const [until, setUntil] = useState('');
  const levels = engine?.users?.levels ?? [];
  const databases = accounts.databases.map(entry => entry.name);
  useEffect(() => {
    if (!open) return;
    setName(user?.name ?? '');
    setUntil(toLocalInput(user?.validUntil));
    setGrants(
      user?.grants ??
        (levels[0]
          ? [{ level: levels[0].id, database: databases[0] ?? '*' }]
          : []),
    );
    // What is typed must not be lost when the accounts are read again; the
    // levels are there at once, unless the engines were not read yet.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open, levels.length > 0]);

  const wrong = user
    ? undefined
    : nameProblem(
        engine?.users,
        name,
        accounts.users.map(entry => entry.name),
      );
  const validUntil = fromLocalInput(until);
  const validTime = until === '' || validUntil !== undefined;
  const start = (): OperationStart | undefined => {
    if (name === '' || wrong || !validTime) return undefined;
    return user
      ? {
          kind: 'alter-user',
          input: {
            user: name,
            grants,
            ...(until !== toLocalInput(user.validUntil) && {
              validUntil: validUntil ?? null,
            }),
          },
        }
      : {
          kind: 'create-user',
          input: { user: name, grants, ...(validUntil && { validUntil }) },
        };
  };

  return (
    <OperationDialog {...props} start={open ? start() : undefined}>
      {() => (
        <>
          {!user && (
            <>
              <TextField
                required
                id={`${id}-name`}
                size="small"
                variant="outlined"
                autoComplete="off"
                label={t('access.form.userName')}
                value={name}
                error={wrong !== undefined}
                helperText={
                  wrong
                    ? localized(wrong)
                    : engine?.users &&
                      t('access.form.nameHint', {
                        maximum: String(engine.users.maxLength),
                      })
                }
                onChange={event => setName(event.target.value)}
              />
              <Typography variant="body2" color="textSecondary">
                {t('access.form.password')}
              </Typography>
            </>
          )}
          <GrantFields
            levels={levels}
            databases={databases}
            value={grants}
            onChange={setGrants}
          />
          <TextField
            id={`${id}-until`}
            type="datetime-local"
            size="small"
            variant="outlined"
            label={t('access.form.validUntil')}
            InputLabelProps={{ shrink: true }}
            helperText={t('access.form.validHint')}
            value={until}
            error={!validTime}
            onChange={event => setUntil(event.target.value)}
          />
        </>
      )}
    </OperationDialog>
  );
};
