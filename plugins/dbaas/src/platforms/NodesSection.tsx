import { LocationNode, Surveyed } from '@dbaas-portal/plugin-dbaas-common';
import { EmptyState, useFormat } from '@dbaas-portal/plugin-dbaas-react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo, useState } from 'react';
import { useWords } from '../translation/useWords';
import { SearchField } from '../ui/SearchField';
import { VirtualTable } from '../ui/VirtualTable';
import { NodeDrawer } from './NodeDrawer';
import { NodeOrder, shownNodes } from './nodeOrder';
import { Reasons } from './Reasons';
import { useNodeColumns } from './useNodeColumns';

/** Fewer are overseen without a search. */
const FEW = 10;

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1), minWidth: 0 },
  title: { fontSize: '1rem', fontWeight: 600, margin: 0 },
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
}));

const keyOf = (node: LocationNode) => node.name;

/** The machines of a location; thousands stay smooth. */
export const NodesSection = (props: {
  location: string;
  nodes: Surveyed<LocationNode>;
  unplaced: number;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const format = useFormat();
  const { items, notes } = props.nodes;
  const [search, setSearch] = useState('');
  const [onlyTrouble, setOnlyTrouble] = useState(false);
  const [sort, setSort] = useState<NodeOrder>({ column: 'name', order: 'asc' });
  const [opened, setOpened] = useState<string>();
  const columns = useNodeColumns(items, setOpened);
  const shown = useMemo(
    () => shownNodes(items, { ...sort, search, onlyTrouble }),
    [items, sort, search, onlyTrouble],
  );
  const onSort = (column: string) =>
    setSort(old => ({
      column,
      order: old.column === column && old.order === 'asc' ? 'desc' : 'asc',
    }));

  return (
    <section className={classes.root} aria-label={t('platforms.nodes.title')}>
      <Typography component="h2" className={classes.title}>
        {t('platforms.nodes.title')}
      </Typography>
      {notes.length > 0 && <Reasons reasons={notes} />}
      {items.length > FEW && (
        <div className={classes.tools}>
          <SearchField
            label={t('platforms.nodes.search')}
            value={search}
            onChange={setSearch}
          />
          <FormControlLabel
            control={
              <Checkbox
                size="small"
                color="primary"
                checked={onlyTrouble}
                onChange={event => setOnlyTrouble(event.target.checked)}
              />
            }
            label={t('platforms.nodes.onlyTrouble')}
          />
          <Typography variant="body2" color="textSecondary" role="status">
            {t('platforms.nodes.shown', {
              shown: format.number(shown.length),
              total: format.number(items.length),
            })}
          </Typography>
        </div>
      )}
      {shown.length > 0 ? (
        <VirtualTable
          label={t('platforms.nodes.title')}
          columns={columns}
          rows={shown}
          rowKey={keyOf}
          sort={sort}
          sortLabel={column => t('platforms.nodes.sortBy', { column })}
          onSort={onSort}
          onRow={node => setOpened(node.name)}
        />
      ) : (
        (items.length > 0 || notes.length === 0) && (
          <EmptyState
            title={t(
              items.length > 0
                ? 'platforms.nodes.noMatch'
                : 'platforms.nodes.none',
            )}
          />
        )
      )}
      {props.unplaced > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('platforms.nodes.unplaced', {
            number: format.number(props.unplaced),
          })}
        </Typography>
      )}
      <NodeDrawer
        location={props.location}
        node={items.find(({ name }) => name === opened)}
        onClose={() => setOpened(undefined)}
      />
    </section>
  );
};
