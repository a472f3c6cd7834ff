import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { LocationSummary } from '@dbaas-portal/plugin-dbaas-common';
import {
  EmptyState,
  StatusDot,
  useFormat,
  useLocalized,
  useLocations,
} from '@dbaas-portal/plugin-dbaas-react';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { platformsRouteRef } from '../routes';
import { useWords } from '../translation/useWords';
import { Loaded } from '../ui/Loaded';
import { PageFrame } from '../ui/PageFrame';
import { SimpleColumn, SimpleTable } from '../ui/SimpleTable';
import { CapacityBars } from './CapacityBars';
import { HealthNumbers } from './HealthNumbers';
import { LocationState } from './LocationState';
import { useRefreshEvery } from './useRefreshEvery';

const useStyles = makeStyles(theme => ({
  name: { fontWeight: 600 },
  id: { display: 'block', color: theme.palette.text.secondary },
  findings: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
  },
}));

/** All places that databases run on. */
export const PlatformsList = () => {
  const classes = useStyles();
  const { t } = useWords();
  const format = useFormat();
  const localized = useLocalized();
  const base = useRouteRef(platformsRouteRef)?.() ?? '';
  const locations = useLocations();
  useRefreshEvery(60, locations.refresh);

  const columns: Array<SimpleColumn<LocationSummary>> = [
    {
      id: 'name',
      title: t('platforms.column.name'),
      render: ({ id, name, platform }) => (
        <>
          <Link
            to={`${base}/${encodeURIComponent(id)}`}
            className={classes.name}
          >
            {localized(name)}
          </Link>
          <span className={classes.id}>
            {platform} · {id}
          </span>
        </>
      ),
    },
    {
      id: 'state',
      title: t('platforms.column.state'),
      render: location => <LocationState location={location} />,
    },
    {
      id: 'databases',
      title: t('platforms.column.databases'),
      render: ({ use }) => <HealthNumbers health={use?.health} />,
    },
    {
      id: 'capacity',
      title: t('platforms.column.capacity'),
      render: location => <CapacityBars location={location} />,
    },
    {
      id: 'findings',
      title: t('platforms.column.findings'),
      render: ({ findings }) =>
        findings.length === 0 ? (
          t('platforms.noFindings')
        ) : (
          <span
            className={classes.findings}
            title={findings.map(({ text }) => localized(text)).join('\n')}
          >
            <StatusDot tone="warning" />
            {format.number(findings.length)}
          </span>
        ),
    },
  ];

  return (
    <PageFrame title={t('platforms.title')} subtitle={t('platforms.subtitle')}>
      <Loaded query={locations}>
        {data =>
          data.locations.length === 0 ? (
            <EmptyState
              title={t('platforms.empty.title')}
              description={t('platforms.empty.text')}
            />
          ) : (
            <Paper variant="outlined">
              <SimpleTable
                label={t('platforms.title')}
                columns={columns}
                rows={data.locations}
                rowKey={({ id }) => id}
              />
            </Paper>
          )
        }
      </Loaded>
    </PageFrame>
  );
};
