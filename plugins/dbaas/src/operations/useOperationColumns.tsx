import { Link } from '@backstage/core-components';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Operation } from '@dbaas-portal/plugin-dbaas-common';
import {
  RefLink,
  RelativeTime,
  StateChip,
  useFormat,
  useLocalized,
  useNow,
} from '@dbaas-portal/plugin-dbaas-react';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { useWords } from '../translation/useWords';
import { instanceRef } from '../ui/entityRef';
import { VirtualColumn } from '../ui/VirtualTable';

const useStyles = makeStyles(theme => ({
  kind: {
    fontWeight: 600,
    fontSize: 'inherit',
    color: theme.palette.primary.main,
    '&:hover': { textDecoration: 'underline' },
  },
  muted: { color: theme.palette.text.secondary },
}));

/** The columns of a list of operations, of the fleet or of one instance. */
export function useOperationColumns(
  onOpen: (operation: Operation) => void,
  scope: 'fleet' | 'instance',
): Array<VirtualColumn<Operation>> {
  const classes = useStyles();
  const { t, shared } = useWords();
  const format = useFormat();
  const localized = useLocalized();
  const entityLink = useEntityRefLink();
  const now = useNow(5000);

  return useMemo(() => {
    const columns: Array<VirtualColumn<Operation> & { fleetOnly?: true }> = [
      {
        id: 'kind',
        title: t('operations.column.kind'),
        width: 'minmax(190px, 1.2fr)',
        render: operation => (
          <ButtonBase
            className={classes.kind}
            onClick={() => onOpen(operation)}
          >
            {shared(`kind.${operation.kind}`)}
          </ButtonBase>
        ),
      },
      {
        id: 'state',
        title: t('operations.column.state'),
        width: 'minmax(140px, 0.8fr)',
        render: operation => (
          <>
            <StateChip state={operation.state} />
            {operation.state === 'running' && (
              <span className={classes.muted}>
                {' '}
                {Math.round(operation.progress * 100)} %
              </span>
            )}
          </>
        ),
      },
      {
        id: 'instance',
        fleetOnly: true,
        title: t('operations.column.instance'),
        width: 'minmax(150px, 1.2fr)',
        render: operation => (
          <Link
            to={entityLink(
              instanceRef({
                tenant: operation.tenant,
                name: operation.instance.name,
              }),
            )}
          >
            {operation.instance.name}
          </Link>
        ),
      },
      {
        id: 'tenant',
        fleetOnly: true,
        title: t('operations.column.tenant'),
        width: 'minmax(110px, 0.8fr)',
        render: operation => operation.tenant,
      },
      {
        id: 'reason',
        title: t('operations.column.reason'),
        width: 'minmax(220px, 2.4fr)',
        render: operation =>
          operation.reason && (
            <span
              className={classes.muted}
              title={localized(operation.reason.text)}
            >
              {localized(operation.reason.text)}
            </span>
          ),
      },
      {
        id: 'actor',
        title: t('operations.column.actor'),
        width: 'minmax(120px, 0.9fr)',
        render: operation => <RefLink entityRef={operation.actor} />,
      },
      {
        id: 'createdAt',
        title: t('operations.column.createdAt'),
        width: 'minmax(120px, 0.8fr)',
        render: operation => <RelativeTime at={operation.createdAt} />,
      },
      {
        id: 'duration',
        title: t('operations.column.duration'),
        width: 'minmax(100px, 0.6fr)',
        render: operation => {
          if (!operation.startedAt) return null;
          const end = operation.endedAt ? Date.parse(operation.endedAt) : now;
          return format.duration(end - Date.parse(operation.startedAt));
        },
      },
    ];
    return columns.filter(column => scope === 'fleet' || !column.fleetOnly);
  }, [classes, t, shared, format, localized, entityLink, now, onOpen, scope]);
}
