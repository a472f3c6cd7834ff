import { Entity, RELATION_DEPENDS_ON } from '@backstage/catalog-model';
import { InfoCard, Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ANNOTATION_TENANT, Instance } from '@dbaas-portal/plugin-dbaas-common';
import {
  DbaasApi,
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

/** Shown on the card; the rest is a click away. */
const SHOWN = 10;

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

/** The databases that an entity depends on, by the catalog's relations. */
function dependedOn(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === RELATION_DEPENDS_ON)
    .map(relation => relation.targetRef)
    .filter(ref => ref.startsWith('resource:'));
}

async function loadOf(
  api: DbaasApi,
  tenant: string | undefined,
  refs: string[],
  signal: AbortSignal,
): Promise<Instance[]> {
  if (tenant) {
    const page = await api.listInstances(
      { tenant: [tenant], sort: 'health', limit: SHOWN },
      { signal },
    );
    return page.items;
  }
  // Entity names hold tenant and name; the search narrows the list to them.
  const found = await Promise.all(
    refs.slice(0, SHOWN).map(async ref => {
      const name = ref.split('--').pop() ?? ref;
      const page = await api.listInstances(
        { search: name, limit: 50 },
        { signal },
      );
      return page.items.filter(item => instanceRef(item.record.spec) === ref);
    }),
  );
  return found.flat();
}

/** The databases of a tenant's System, or those that a Component needs. */
export const DatabasesCard = () => {
  const classes = useStyles();
  const { t } = useWords();
  const { entity } = useEntity();
  const tenant = entity.metadata.annotations?.[ANNOTATION_TENANT];
  const refs = dependedOn(entity);
  const databasesPath = useRouteRef(rootRouteRef)?.();
  const engines = useEngines().data?.byId;
  const query = useLiveQuery(
    `databases-of/${tenant ?? refs.join(',')}`,
    (api, { signal }) => loadOf(api, tenant, refs, signal),
  );
  return (
    <InfoCard
      title={t('instance.card.databases')}
      variant="gridItem"
      action={
        tenant &&
        databasesPath && (
          <Link to={`${databasesPath}?tenant=${encodeURIComponent(tenant)}`}>
            {t('instance.card.all')}
          </Link>
        )
      }
    >
      <Loaded query={query}>
        {instances =>
          instances.length === 0 ? (
            <EmptyState
              title={t('instance.card.none')}
              description={tenant ? '' : t('instance.card.noneOfComponent')}
            />
          ) : (
            <ul className={classes.list}>
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
    </InfoCard>
  );
};
