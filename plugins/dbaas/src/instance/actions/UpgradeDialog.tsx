import { useEngines, useLocalized } from '@dbaas-portal/plugin-dbaas-react';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { useEffect, useId, useState } from 'react';
import { useWords } from '../../translation/useWords';
import { OperationDialog, OperationDialogProps } from './OperationDialog';

/** To which release of the same version; the newest is proposed. */
export const UpgradeDialog = (props: OperationDialogProps) => {
  const { t } = useWords();
  const localized = useLocalized();
  const id = useId();
  const { open } = props;
  const { record, status } = props.instance;
  const { engine, location, controller, version, release } = record.spec;
  const releases =
    useEngines()
      .data?.offers.find(
        offer =>
          offer.engine === engine &&
          offer.location === location &&
          offer.controller === controller,
      )
      ?.versions.find(entry => entry.id === version)?.releases ?? [];
  const current = release ?? status.runningVersion?.split(' ')[0] ?? version;
  const here = releases.indexOf(current);
  const newer = here < 0 ? releases : releases.slice(0, here);
  const [chosen, setChosen] = useState('');
  useEffect(() => {
    if (open) setChosen('');
  }, [open]);
  const target = chosen || (newer[0] ?? '');
  return (
    <OperationDialog
      {...props}
      start={
        target
          ? { kind: 'upgrade', input: { targetVersion: target } }
          : undefined
      }
    >
      {problems => {
        const wrong = problems.at('input.targetVersion');
        return (
          <TextField
            select
            fullWidth
            id={id}
            size="small"
            variant="outlined"
            label={t('actions.release')}
            InputLabelProps={{ shrink: true, htmlFor: id }}
            value={target}
            error={wrong !== undefined}
            helperText={
              wrong
                ? localized(wrong)
                : t('actions.releaseHint', {
                    release: status.runningVersion ?? current,
                  })
            }
            onChange={event => setChosen(event.target.value)}
          >
            {newer.map(entry => (
              <MenuItem key={entry} value={entry}>
                {entry}
              </MenuItem>
            ))}
          </TextField>
        );
      }}
    </OperationDialog>
  );
};
