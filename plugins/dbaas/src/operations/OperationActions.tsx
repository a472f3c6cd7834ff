import { useApi } from '@backstage/core-plugin-api';
import { Operation } from '@dbaas-portal/plugin-dbaas-common';
import {
  ActionError,
  dbaasApiRef,
  useAction,
} from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** What a person may do about an operation now. */
export const OperationActions = (props: {
  operation: Operation;
  onDone: () => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const api = useApi(dbaasApiRef);
  const { can, id } = props.operation;
  const action = useAction(async (perform: () => Promise<unknown>) => {
    await perform();
    props.onDone();
  });
  if (!can.retry && !can.cleanUp && !can.cancel) return null;
  const choices = [
    can.retry && {
      label: t('operations.retry'),
      hint: t('operations.retryHint'),
      perform: () => api.retryOperation(id),
      main: true,
    },
    can.cleanUp && {
      label: t('operations.cleanUp'),
      hint: t('operations.cleanUpHint'),
      perform: () => api.cleanUpOperation(id),
      main: false,
    },
    can.cancel && {
      label: t('operations.cancel'),
      hint: t('operations.cancelHint'),
      perform: () => api.cancelOperation(id),
      main: false,
    },
  ];
  return (
    <div>
      <div className={classes.root}>
        {choices.map(
          choice =>
            choice && (
              <Tooltip key={choice.label} title={choice.hint}>
                <span>
                  <Button
                    size="small"
                    variant={choice.main ? 'contained' : 'outlined'}
                    color={choice.main ? 'primary' : 'default'}
                    disabled={action.busy}
                    onClick={() => action.run(choice.perform)}
                  >
                    {choice.label}
                  </Button>
                </span>
              </Tooltip>
            ),
        )}
      </div>
      <ActionError error={action.error} />
    </div>
  );
};
