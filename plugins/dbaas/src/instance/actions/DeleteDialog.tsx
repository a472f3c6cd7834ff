import { useApi } from '@backstage/core-plugin-api';
import {
  ConfirmByName,
  dbaasApiRef,
  RefLink,
  useLiveQuery,
  useLocalized,
} from '@dbaas-portal/plugin-dbaas-react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useRef, useState } from 'react';
import { newIdempotencyKey } from '../../forms/idempotencyKey';
import { useWords } from '../../translation/useWords';
import { OperationDialogProps } from './OperationDialog';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1.5) },
  list: { margin: 0, paddingLeft: theme.spacing(2.5) },
}));

/** Deletes an instance: by its typed name, and told what depends on it. */
export const DeleteDialog = (props: OperationDialogProps) => {
  const classes = useStyles();
  const { t, shared } = useWords();
  const localized = useLocalized();
  const api = useApi(dbaasApiRef);
  const { open, instance, facet } = props;
  const { uid, revision, spec } = instance.record;
  const [despite, setDespite] = useState(false);
  const key = useRef('');
  useEffect(() => {
    if (open) setDespite(false);
  }, [open]);
  useEffect(() => {
    key.current = newIdempotencyKey();
  }, [open, despite]);
  const dependants = useLiveQuery(
    `dependants/${uid}`,
    (client, options) => client.getDependants(uid, options),
    { enabled: open },
  ).data;
  const some = (dependants?.items.length ?? 0) > 0;
  const unsure = some || dependants?.complete === false;

  return (
    <ConfirmByName
      open={open}
      title={t('actions.delete.title')}
      name={spec.name}
      confirmLabel={shared('kind.delete')}
      disabled={spec.protected || (unsure && !despite)}
      onClose={props.onClose}
      onConfirm={async confirm => {
        props.onStarted(
          await api.startOperation(
            uid,
            {
              kind: 'delete',
              revision,
              input: { confirm, ...(despite && { despiteDependants: true }) },
            },
            { idempotencyKey: key.current },
          ),
        );
      }}
    >
      <div className={classes.root}>
        <Typography variant="body2">
          {facet.effect ? localized(facet.effect) : t('actions.delete.text')}
        </Typography>
        {spec.protected && (
          <Typography variant="body2" color="error" role="alert">
            {t('actions.delete.protected')}
          </Typography>
        )}
        {dependants?.complete === false && (
          <Typography variant="body2" color="error">
            {t('actions.delete.unknown')}
          </Typography>
        )}
        {some && (
          <div>
            <Typography variant="body2">
              {t('actions.delete.dependants')}
            </Typography>
            <ul className={classes.list}>
              {dependants?.items.map(item => (
                <li key={item.entityRef}>
                  <RefLink entityRef={item.entityRef} title={item.title} />
                </li>
              ))}
            </ul>
          </div>
        )}
        {unsure && (
          <FormControlLabel
            control={
              <Checkbox
                checked={despite}
                onChange={event => setDespite(event.target.checked)}
              />
            }
            label={t('actions.delete.despite')}
          />
        )}
      </div>
    </ConfirmByName>
  );
};
