import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { LocationDetail } from '@dbaas-portal/plugin-dbaas-common';
import { useLiveQuery, useLocalized } from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { useParams } from 'react-router-dom';
import { platformsRouteRef } from '../routes';
import { useWords } from '../translation/useWords';
import { Loaded } from '../ui/Loaded';
import { PageFrame } from '../ui/PageFrame';
import { Section } from '../ui/Section';
import { AboutSection } from './AboutSection';
import { AwayNotice } from './AwayNotice';
import { NodesSection } from './NodesSection';
import { OffersSection } from './OffersSection';
import { Reasons } from './Reasons';
import { RightsSection } from './RightsSection';
import { StorageSection } from './StorageSection';
import { useRefreshEvery } from './useRefreshEvery';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
}));

const Sections = ({ detail }: { detail: LocationDetail }) => {
  const classes = useStyles();
  const { t } = useWords();
  const { location, nodes, storage, rights, offers } = detail;
  return (
    <div className={classes.root}>
      <AwayNotice detail={detail} />
      {location.findings.length > 0 && (
        <Section title={t('platforms.detail.findings')}>
          <Reasons reasons={location.findings} />
        </Section>
      )}
      <AboutSection detail={detail} />
      <OffersSection offers={offers} />
      {nodes && (
        <NodesSection
          location={location.id}
          nodes={nodes}
          unplaced={detail.unplaced}
        />
      )}
      {storage && <StorageSection storage={storage} />}
      {rights && <RightsSection rights={rights} />}
    </div>
  );
};

/** One location: what it is made of and what it can carry. */
export const PlatformDetail = () => {
  const { t } = useWords();
  const localized = useLocalized();
  const { location = '' } = useParams();
  const base = useRouteRef(platformsRouteRef)?.() ?? '';
  const query = useLiveQuery(
    `location/${location}`,
    (api, options) => api.getLocation(location, options),
    { pollSeconds: 30 },
  );
  useRefreshEvery(60, query.refresh);
  const name = query.data?.location.name;
  return (
    <PageFrame
      title={name ? localized(name) : location}
      subtitle={<Link to={base}>← {t('platforms.detail.back')}</Link>}
    >
      <Loaded query={query}>{detail => <Sections detail={detail} />}</Loaded>
    </PageFrame>
  );
};
