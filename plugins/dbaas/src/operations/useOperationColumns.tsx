import { Link } from '@backstage/core-components';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Operation } from '@dbaas-portal/plugin-dbaas-common';
import {
  RefLink,
  RelativeTime,
  StateChip,
  useKindName,
  useLocalized,
} from '@dbaas-portal/plugin-dbaas-react';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { useWords } from '../translation/useWords';
import { instanceRef } from '../ui/entityRef';
import { VirtualColumn } from '../ui/VirtualTable';
import { Duration } from './Duration';

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
  const { t } = useWords();
  const kindName = useKindName();
  const localized = useLocalized();
  const entityLink = useEntityRefLink();

  return useMemo(() => {
    const columns: Array<VirtualColumn<Operation> & { fleetOnly?: true }> = [
      {
        id: 'kind',
        title: t('operations.column.kind'),
        width: 'minmax(150px, 1.2fr)',
        render: operation => (
          <ButtonBase
            className={classes.kind}
            onClick={() => onOpen(operation)}
          >
            {kindName(operation.kind)}
          </ButtonBase>
        ),
      },
      {
        id: 'state',
        title: t('operations.column.state'),
        width: 'minmax(130px, 0.8fr)',
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
        width: 'minmax(140px, 1.2fr)',
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
        width: 'minmax(90px, 0.8fr)',
        render: operation => operation.tenant,
      },
      {
        id: 'reason',
        title: t('operations.column.reason'),
        width: 'minmax(200px, 2.4fr)',
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
        width: 'minmax(100px, 0.9fr)',
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
        render: operation => <Duration operation={operation} />,
      },
    ];
    return columns.filter(column => scope === 'fleet' || !column.fleetOnly);
  }, [classes, t, kindName, localized, entityLink, onOpen, scope]);
}
