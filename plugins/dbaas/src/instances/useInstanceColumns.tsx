import { Link } from '@backstage/core-components';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Instance } from '@dbaas-portal/plugin-dbaas-common';
import {
  ActivityChip,
  EngineIcon,
  HealthChip,
  RefLink,
  RelativeTime,
  useEngines,
  useFormat,
  useLocalized,
} from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { useWords } from '../translation/useWords';
import { instanceRef } from '../ui/entityRef';
import { VirtualColumn } from '../ui/VirtualTable';

const useStyles = makeStyles(theme => ({
  name: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minWidth: 0,
  },
  nameText: { overflow: 'hidden', textOverflow: 'ellipsis', fontWeight: 600 },
  // What goes on stands below the health, so that it takes no width.
  health: { display: 'grid', gap: 2, lineHeight: 1.2 },
  activity: { fontSize: '0.75rem' },
  muted: { color: theme.palette.text.secondary },
}));

/** The columns of the list of databases. */
export function useInstanceColumns(): Array<VirtualColumn<Instance>> {
  const classes = useStyles();
  const { t, shared } = useWords();
  const format = useFormat();
  const localized = useLocalized();
  const entityLink = useEntityRefLink();
  const known = useEngines().data;
  const engines = known?.byId;
  const locations = new Set(known?.offers.map(offer => offer.location)).size;

  return useMemo(() => {
    const engineOf = (instance: Pick<Instance, 'record'>) => {
      const id = instance.record.spec.engine;
      return engines?.get(id) ?? { id, name: id, topologies: [] };
    };
    const columns: Array<VirtualColumn<Instance>> = [
      {
        id: 'name',
        title: t('instances.column.name'),
        width: 'minmax(150px, 1.6fr)',
        sortable: true,
        render: ({ record }) => (
          <span className={classes.name} title={record.spec.description}>
            <EngineIcon engine={engineOf({ record })} />
            <Link
              to={entityLink(instanceRef(record.spec))}
              className={classes.nameText}
            >
              {record.spec.name}
            </Link>
            {record.phase !== 'active' && (
              <span className={classes.muted}>
                {t(`instances.phase.${record.phase}`)}
              </span>
            )}
          </span>
        ),
      },
      {
        id: 'health',
        title: t('instances.column.health'),
        width: 'minmax(120px, 1fr)',
        sortable: true,
        render: ({ status, activity }) => (
          <span className={classes.health}>
            <HealthChip health={status.health} reasons={status.reasons} />
            {activity && (
              <span className={classes.activity}>
                <ActivityChip activity={activity} />
              </span>
            )}
          </span>
        ),
      },
      {
        id: 'engine',
        title: t('instances.column.engine'),
        width: 'minmax(152px, 0.9fr)',
        sortable: true,
        render: instance => (
          <>
            {engineOf(instance).name}{' '}
            {instance.status.runningVersion ?? instance.record.spec.version}
          </>
        ),
      },
      {
        id: 'topology',
        title: t('instances.column.topology'),
        width: 'minmax(78px, 0.4fr)',
        render: instance => {
          const { members } = instance.status;
          const shape = engineOf(instance).topologies.find(
            topology => topology.id === instance.record.spec.topology,
          );
          return (
            <span
              title={`${t('instances.membersReady', {
                ready: String(members.filter(member => member.ready).length),
                all: String(instance.record.spec.members),
              })} · ${
                shape ? localized(shape.name) : instance.record.spec.topology
              }`}
            >
              {members.filter(member => member.ready).length}/
              {instance.record.spec.members}
            </span>
          );
        },
      },
      {
        id: 'environment',
        title: t('instances.column.environment'),
        width: 'minmax(118px, 0.6fr)',
        sortable: true,
        render: ({ record }) =>
          shared(`environment.${record.spec.environment}`),
      },
      {
        id: 'tenant',
        title: t('instances.column.tenant'),
        width: 'minmax(80px, 0.7fr)',
        sortable: true,
        render: ({ record }) => record.spec.tenant,
      },
      {
        id: 'owner',
        title: t('instances.column.owner'),
        width: 'minmax(106px, 0.8fr)',
        render: ({ record }) => <RefLink entityRef={record.spec.owner} />,
      },
      {
        id: 'size',
        title: t('instances.column.size'),
        width: 'minmax(190px, 1fr)',
        render: ({ record }) => (
          <span
            className={classes.muted}
            title={format.resources(record.spec.resources)}
          >
            {format.amounts(record.spec.resources)}
          </span>
        ),
      },
      {
        id: 'location',
        title: t('instances.column.location'),
        width: 'minmax(80px, 0.6fr)',
        render: ({ record }) => record.spec.location,
      },
      {
        id: 'createdAt',
        title: t('instances.column.createdAt'),
        width: 'minmax(126px, 0.6fr)',
        sortable: true,
        render: ({ record }) => <RelativeTime at={record.createdAt} />,
      },
    ];
    // One location is no news in every row.
    return columns.filter(
      column => column.id !== 'location' || locations !== 1,
    );
  }, [classes, t, shared, format, localized, entityLink, engines, locations]);
}
