import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  EmptyState,
  EngineIcon,
  HealthChip,
  RefLink,
  useEngines,
  useLiveQuery,
} from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { rootRouteRef } from '../routes';
import { useWords } from '../translation/useWords';
import { instanceRef } from '../ui/entityRef';
import { Loaded } from '../ui/Loaded';
import { databaseRefs, listFilter, loadDatabasesOf } from './databasesOf';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) max-content',
    gap: theme.spacing(1),
    alignItems: 'center',
    padding: theme.spacing(0.75, 0),
    borderBottom: `1px solid ${theme.palette.divider}`,
    fontSize: '0.875rem',
    '&:last-child': { borderBottom: 0 },
  },
  name: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    overflowWrap: 'anywhere',
  },
  muted: { color: theme.palette.text.secondary },
}));

/** The databases of a tenant's System, of an owner, or those that a Component needs. */
export const DatabasesCard = () => {
  const classes = useStyles();
  const { t } = useWords();
  const { entity } = useEntity();
  const databasesPath = useRouteRef(rootRouteRef)?.();
  const engines = useEngines().data?.byId;
  const filter = listFilter(entity);
  const ref = stringifyEntityRef(entity);
  const query = useLiveQuery(
    `databases-of/${ref}/${databaseRefs(entity).join(',')}`,
    (api, { signal }) => loadDatabasesOf(api, entity, signal),
  );
  return (
    <EntityInfoCard
      title={t('instance.card.databases')}
      headerActions={
        filter &&
        databasesPath && (
          <Link to={`${databasesPath}${filter}`}>{t('instance.card.all')}</Link>
        )
      }
    >
      <Loaded query={query}>
        {instances =>
          instances.length === 0 ? (
            <EmptyState
              title={t('instance.card.none')}
              description={t('instance.card.noneToSee')}
            />
          ) : (
            <ul
              className={classes.list}
              aria-label={t('instance.card.databases')}
            >
              {instances.map(({ record, status }) => (
                <li key={record.uid} className={classes.item}>
                  <span className={classes.name}>
                    <EngineIcon
                      engine={
                        engines?.get(record.spec.engine) ?? {
                          id: record.spec.engine,
                          name: record.spec.engine,
                        }
                      }
                    />
                    <RefLink
                      entityRef={instanceRef(record.spec)}
                      title={record.spec.name}
                    />
                    <span className={classes.muted}>
                      {t('instance.card.members', {
                        ready: String(
                          status.members.filter(m => m.ready).length,
                        ),
                        all: String(record.spec.members),
                      })}
                    </span>
                  </span>
                  <HealthChip health={status.health} reasons={status.reasons} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </EntityInfoCard>
  );
};
