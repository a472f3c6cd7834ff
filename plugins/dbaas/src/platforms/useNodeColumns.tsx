import { LocationNode } from '@dbaas-portal/plugin-dbaas-common';
import { useFormat } from '@dbaas-portal/plugin-dbaas-react';
import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { useWords } from '../translation/useWords';
import { VirtualColumn } from '../ui/VirtualTable';
import { NodeState } from './NodeState';
import { useNodeAmounts } from './useNodeAmounts';

const useStyles = makeStyles({
  name: {
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    fontWeight: 600,
    verticalAlign: 'middle',
  },
});

/** The columns of the list of nodes; those that tell nothing are left out. */
export function useNodeColumns(
  nodes: LocationNode[],
  open: (name: string) => void,
): Array<VirtualColumn<LocationNode>> {
  const classes = useStyles();
  const { t } = useWords();
  const format = useFormat();
  const amounts = useNodeAmounts();
  const hasZones = nodes.some(node => node.zone !== undefined);
  const hasPlaces = nodes.some(node => node.allocatable.places !== undefined);

  return useMemo(() => {
    const columns: Array<VirtualColumn<LocationNode> | false> = [
      {
        id: 'name',
        title: t('platforms.nodes.name'),
        width: 'minmax(160px, 1.5fr)',
        sortable: true,
        render: ({ name }) => (
          <Link
            component="button"
            variant="body2"
            className={classes.name}
            title={name}
            aria-label={t('platforms.nodes.open', { name })}
            onClick={() => open(name)}
          >
            {name}
          </Link>
        ),
      },
      {
        id: 'state',
        title: t('platforms.nodes.state'),
        width: 'minmax(140px, 1fr)',
        sortable: true,
        render: node => <NodeState node={node} />,
      },
      hasZones && {
        id: 'zone',
        title: t('platforms.nodes.zone'),
        width: 'minmax(90px, 0.6fr)',
        sortable: true,
        render: ({ zone }) => zone ?? '—',
      },
      {
        id: 'cpu',
        title: t('platforms.nodes.cpu'),
        width: 'minmax(140px, 0.8fr)',
        sortable: true,
        render: amounts.cpu,
      },
      {
        id: 'memory',
        title: t('platforms.nodes.memory'),
        width: 'minmax(170px, 1fr)',
        sortable: true,
        render: amounts.memory,
      },
      hasPlaces && {
        id: 'places',
        title: t('platforms.nodes.places'),
        width: 'minmax(90px, 0.5fr)',
        render: amounts.places,
      },
      {
        id: 'members',
        title: t('platforms.nodes.members'),
        width: 'minmax(80px, 0.4fr)',
        sortable: true,
        render: ({ members }) => format.number(members),
      },
      {
        id: 'version',
        title: t('platforms.nodes.version'),
        width: 'minmax(110px, 0.7fr)',
        render: ({ version }) => <span title={version}>{version ?? '—'}</span>,
      },
    ];
    return columns.flatMap(column => column || []);
  }, [t, format, amounts, classes, hasZones, hasPlaces, open]);
}
