import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { LocationDetail } from '@dbaas-portal/plugin-dbaas-common';
import { RelativeTime, useFormat } from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { rootRouteRef } from '../routes';
import { useWords } from '../translation/useWords';
import { Facts } from '../ui/Facts';
import { Section } from '../ui/Section';
import { CapacityBars } from './CapacityBars';
import { HealthNumbers } from './HealthNumbers';
import { LocationState } from './LocationState';

const useStyles = makeStyles(theme => ({
  databases: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
  },
}));

/** A location in short: state, databases, how much of it is promised. */
export const AboutSection = ({ detail }: { detail: LocationDetail }) => {
  const classes = useStyles();
  const { t, shared } = useWords();
  const format = useFormat();
  const databases = useRouteRef(rootRouteRef)?.() ?? '';
  const { location, observedAt } = detail;
  const { used } = location;
  return (
    <Section title={t('platforms.detail.about')}>
      <Facts
        facts={[
          {
            name: t('platforms.column.state'),
            value: <LocationState location={location} />,
          },
          { name: t('platforms.detail.platform'), value: location.platform },
          { name: t('platforms.detail.id'), value: location.id },
          {
            name: t('platforms.detail.databases'),
            value: (
              <div className={classes.databases}>
                <HealthNumbers health={location.use?.health} />
                <Link
                  to={`${databases}?location=${encodeURIComponent(
                    location.id,
                  )}`}
                >
                  {t('platforms.detail.show')}
                </Link>
              </div>
            ),
          },
          {
            name: t('platforms.detail.capacity'),
            value: <CapacityBars location={location} />,
          },
          used !== undefined && {
            name: t('platforms.detail.inUse'),
            value: [
              `${shared('resource.memoryMib')} ${format.mib(used.memoryMib)}`,
              `${shared('resource.storageMib')} ${format.mib(used.storageMib)}`,
            ].join(' · '),
          },
          observedAt !== undefined && {
            name: t('platforms.detail.observed'),
            value: <RelativeTime at={observedAt} />,
          },
        ]}
      />
    </Section>
  );
};
