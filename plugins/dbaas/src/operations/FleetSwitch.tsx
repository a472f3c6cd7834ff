import { useApi } from '@backstage/core-plugin-api';
import { fleetControlPermission } from '@dbaas-portal/plugin-dbaas-common';
import {
  dbaasApiRef,
  RefLink,
  StatusDot,
  useLiveQuery,
  useMe,
} from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useWords } from '../translation/useWords';
import { FormDialog } from '../ui/FormDialog';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1, 1.5),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.paper,
  },
  text: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    flex: 1,
    fontSize: '0.875rem',
    minWidth: 200,
  },
  note: { color: theme.palette.text.secondary, overflowWrap: 'anywhere' },
}));

/** Whether operations run, and the switch for those who may pause them. */
export const FleetSwitch = () => {
  const classes = useStyles();
  const { t } = useWords();
  const api = useApi(dbaasApiRef);
  const me = useMe();
  const fleet = useLiveQuery('fleet', (client, options) =>
    client.getFleetControl(options),
  );
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  if (!fleet.data) return null;
  const { paused, actor, note: why } = fleet.data;
  const allowed = me.data?.can.includes(fleetControlPermission.name) ?? false;
  const set = async () => {
    await api.setFleetControl({
      paused: !paused,
      ...(note.trim() && !paused && { note: note.trim() }),
    });
    setNote('');
    fleet.refresh();
    me.refresh();
  };
  const label = t(
    paused ? 'operations.fleet.resume' : 'operations.fleet.pause',
  );
  return (
    <div className={classes.root}>
      <span className={classes.text} role="status">
        <StatusDot tone={paused ? 'warning' : 'ok'} />
        {paused ? (
          <span>
            {t('operations.fleet.paused', {
              actor: <RefLink entityRef={actor ?? '?'} />,
            })}
            {why && <span className={classes.note}> · {why}</span>}
          </span>
        ) : (
          t('operations.fleet.running')
        )}
      </span>
      <Tooltip
        title={
          allowed
            ? ''
            : t('operations.fleet.notAllowed', {
                permission: fleetControlPermission.name,
              })
        }
      >
        <span>
          <Button
            size="small"
            variant="outlined"
            disabled={!allowed}
            onClick={() => setAsking(true)}
          >
            {label}
          </Button>
        </span>
      </Tooltip>
      <FormDialog
        open={asking}
        title={paused ? label : t('operations.fleet.pauseTitle')}
        submitLabel={label}
        onSubmit={set}
        onClose={() => setAsking(false)}
      >
        {!paused && (
          <>
            <Typography variant="body2">
              {t('operations.fleet.pauseText')}
            </Typography>
            <TextField
              id="dbaas-fleet-note"
              fullWidth
              margin="normal"
              variant="outlined"
              label={t('operations.fleet.note')}
              value={note}
              inputProps={{ maxLength: 500 }}
              onChange={event => setNote(event.target.value)}
            />
          </>
        )}
      </FormDialog>
    </div>
  );
};
