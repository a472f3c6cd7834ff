import { Progress } from '@backstage/core-components';
import { Operation } from '@dbaas-portal/plugin-dbaas-common';
import {
  EmptyState,
  ErrorPanel,
  StaleNotice,
  useLiveQuery,
} from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { useCallback, useState } from 'react';
import { OperationDetails } from '../operations/OperationDetails';
import { OperationDrawer } from '../operations/OperationDrawer';
import { useOperationColumns } from '../operations/useOperationColumns';
import { useWords } from '../translation/useWords';
import { Loaded } from '../ui/Loaded';
import { Section } from '../ui/Section';
import { usePagedQuery } from '../ui/usePagedQuery';
import { VirtualTable } from '../ui/VirtualTable';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
}));

const keyOf = (operation: Operation) => operation.id;

/** The operation that goes on now, step by step. */
const Running = (props: { id: string; onDone: () => void }) => {
  const { t } = useWords();
  const query = useLiveQuery(
    `operation/${props.id}`,
    (api, options) => api.getOperation(props.id, options),
    { pollSeconds: 2 },
  );
  return (
    <Section title={t('instance.operations.running')}>
      <Loaded query={query}>
        {data => <OperationDetails operation={data} onDone={props.onDone} />}
      </Loaded>
    </Section>
  );
};

/** The ledger of one instance. */
export const InstanceOperations = ({ uid }: { uid: string }) => {
  const classes = useStyles();
  const { t } = useWords();
  const [open, setOpen] = useState<string>();
  const show = useCallback((operation: Operation) => setOpen(operation.id), []);
  const columns = useOperationColumns(show, 'instance');
  const list = usePagedQuery(
    `instance-operations/${uid}`,
    (api, cursor, options) =>
      api.listInstanceOperations(uid, { limit: 50, cursor }, options),
    { pollSeconds: 5 },
  );
  if (!list.data) {
    return list.error ? (
      <ErrorPanel error={list.error} onRetry={list.refresh} />
    ) : (
      <Progress />
    );
  }
  if (list.items.length === 0) {
    return <EmptyState title={t('instance.operations.empty')} />;
  }
  const inState = (state: Operation['state']) =>
    list.items.find(operation => operation.state === state);
  const running = inState('running') ?? inState('pending');
  return (
    <div className={classes.root}>
      <StaleNotice error={list.error} onRetry={list.refresh} />
      {running && <Running id={running.id} onDone={list.refresh} />}
      <VirtualTable
        label={t('operations.title')}
        columns={columns}
        rows={list.items}
        rowKey={keyOf}
        onRow={show}
        onEnd={list.loadMore}
        onSight={list.onSight}
      />
      <OperationDrawer id={open} onClose={() => setOpen(undefined)} />
    </div>
  );
};
