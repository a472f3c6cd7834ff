import {
  InstanceDetail,
  ResourceList,
  resourceReadPermission,
  ResourceSummary,
} from '@dbaas-portal/plugin-dbaas-common';
import { EmptyState, useLiveQuery } from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useCallback, useMemo, useState } from 'react';
import { OperationDrawer } from '../operations/OperationDrawer';
import { useWords } from '../translation/useWords';
import { Loaded } from '../ui/Loaded';
import { NoPermission } from '../ui/NoPermission';
import { SearchField } from '../ui/SearchField';
import { VirtualTable } from '../ui/VirtualTable';
import { ResourceDrawer } from './ResourceDrawer';
import { ResourceSummaryLines } from './ResourceSummaryLines';
import { useResourceColumns } from './useResourceColumns';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
}));

const keyOf = ({ kind, name }: ResourceSummary) => `${kind}/${name}`;

const differs = ({ difference }: ResourceSummary) =>
  difference !== undefined && difference.state !== 'unchanged';

/** What is searched for, or differs, of all there is. */
function useFiltered(items: ResourceSummary[]) {
  const [search, setSearch] = useState('');
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const rows = useMemo(() => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    return items.filter(item => {
      const text = [item.kind, item.name, item.state].join(' ').toLowerCase();
      return (
        words.every(word => text.includes(word)) &&
        (!onlyDifferent || differs(item))
      );
    });
  }, [items, search, onlyDifferent]);
  return { rows, search, setSearch, onlyDifferent, setOnlyDifferent };
}

const List = (props: {
  list: ResourceList;
  onOpen: (resource: ResourceSummary) => void;
  onRefresh: () => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const { list, onOpen } = props;
  const filter = useFiltered(list.items);
  const columns = useResourceColumns(onOpen);
  if (list.items.length === 0) {
    return (
      <EmptyState
        title={t('resources.empty.title')}
        description={t('resources.empty.text')}
        action={
          <Button onClick={props.onRefresh}>{t('resources.refresh')}</Button>
        }
      />
    );
  }
  return (
    <>
      <div className={classes.bar}>
        <SearchField
          label={t('resources.search')}
          value={filter.search}
          onChange={filter.setSearch}
        />
        <FormControlLabel
          control={
            <Switch
              size="small"
              checked={filter.onlyDifferent}
              onChange={(_, checked) => filter.setOnlyDifferent(checked)}
            />
          }
          label={t('resources.onlyDifferent')}
        />
        <Button onClick={props.onRefresh}>{t('resources.refresh')}</Button>
      </div>
      {filter.rows.length === 0 ? (
        <EmptyState
          title={t('resources.noMatch.title')}
          description={t('resources.noMatch.text')}
        />
      ) : (
        <VirtualTable
          label={t('resources.title')}
          columns={columns}
          rows={filter.rows}
          rowKey={keyOf}
          onRow={onOpen}
        />
      )}
    </>
  );
};

const Readable = ({ uid }: { uid: string }) => {
  const classes = useStyles();
  const { t } = useWords();
  const [open, setOpen] = useState<ResourceSummary>();
  const [operation, setOperation] = useState<string>();
  const show = useCallback(
    (resource: ResourceSummary) => setOpen(resource),
    [],
  );
  const query = useLiveQuery(
    `resources/${uid}`,
    (api, options) => api.listResources(uid, options),
    { pollSeconds: 15 },
  );
  return (
    <div className={classes.root}>
      <Typography variant="body2" color="textSecondary">
        {t('resources.subtitle')}
      </Typography>
      <Loaded query={query}>
        {list => (
          <>
            <ResourceSummaryLines list={list} onOperation={setOperation} />
            <List list={list} onOpen={show} onRefresh={query.refresh} />
          </>
        )}
      </Loaded>
      <ResourceDrawer
        uid={uid}
        resource={open}
        onClose={() => setOpen(undefined)}
      />
      <OperationDrawer id={operation} onClose={() => setOperation(undefined)} />
    </div>
  );
};

/** The objects of the platform that carry an instance. */
export const InstanceResources = ({ instance }: { instance: InstanceDetail }) =>
  instance.can.includes(resourceReadPermission.name) ? (
    <Readable uid={instance.record.uid} />
  ) : (
    <NoPermission permission={resourceReadPermission.name} />
  );
