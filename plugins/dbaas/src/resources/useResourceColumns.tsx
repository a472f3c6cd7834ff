import { ResourceSummary } from '@dbaas-portal/plugin-dbaas-common';
import { RelativeTime } from '@dbaas-portal/plugin-dbaas-react';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { useWords } from '../translation/useWords';
import { VirtualColumn } from '../ui/VirtualTable';
import { DifferenceChip } from './DifferenceChip';

const useStyles = makeStyles(theme => ({
  name: {
    fontWeight: 600,
    fontSize: 'inherit',
    color: theme.palette.primary.main,
    '&:hover': { textDecoration: 'underline' },
  },
  muted: { color: theme.palette.text.secondary },
}));

export function useResourceColumns(
  onOpen: (resource: ResourceSummary) => void,
): Array<VirtualColumn<ResourceSummary>> {
  const classes = useStyles();
  const { t } = useWords();
  return useMemo(
    () => [
      {
        id: 'name',
        title: t('resources.column.name'),
        width: 'minmax(200px, 2fr)',
        render: resource => (
          <ButtonBase className={classes.name} onClick={() => onOpen(resource)}>
            <span title={resource.name}>{resource.name}</span>
          </ButtonBase>
        ),
      },
      {
        id: 'kind',
        title: t('resources.column.kind'),
        width: 'minmax(150px, 1.2fr)',
        render: resource => (
          <span title={resource.apiVersion}>{resource.kind}</span>
        ),
      },
      {
        id: 'state',
        title: t('resources.column.state'),
        width: 'minmax(110px, 0.9fr)',
        render: ({ deletingSince, state }) =>
          deletingSince
            ? t('resources.deleting')
            : state ?? <span className={classes.muted}>—</span>,
      },
      {
        id: 'age',
        title: t('resources.column.age'),
        width: 'minmax(110px, 0.8fr)',
        render: ({ createdAt }) =>
          createdAt ? (
            <RelativeTime at={createdAt} />
          ) : (
            <span className={classes.muted}>—</span>
          ),
      },
      {
        id: 'difference',
        title: t('resources.column.difference'),
        width: 'minmax(190px, 1.4fr)',
        render: resource => <DifferenceChip resource={resource} />,
      },
    ],
    [classes, t, onOpen],
  );
}
