import { useKindName, useLiveQuery } from '@dbaas-portal/plugin-dbaas-react';
import { useWords } from '../translation/useWords';
import { Loaded } from '../ui/Loaded';
import { SideDrawer } from '../ui/SideDrawer';
import { OperationDetails } from './OperationDetails';

/** One operation, followed as it goes on. */
export const OperationDrawer = (props: {
  /** Nothing is shown without. */
  id?: string;
  onClose: () => void;
}) => {
  const { t } = useWords();
  const kindName = useKindName();
  const { id } = props;
  const query = useLiveQuery(
    `operation/${id ?? ''}`,
    (api, options) => api.getOperation(id ?? '', options),
    { enabled: id !== undefined, pollSeconds: 2 },
  );
  const operation = query.data;
  return (
    <SideDrawer
      open={id !== undefined}
      onClose={props.onClose}
      title={
        operation
          ? t('operations.detail.title', {
              kind: kindName(operation.kind),
              name: operation.instance.name,
            })
          : t('common.loading')
      }
    >
      {id !== undefined && (
        <Loaded query={query}>
          {data => <OperationDetails operation={data} onDone={query.refresh} />}
        </Loaded>
      )}
    </SideDrawer>
  );
};
