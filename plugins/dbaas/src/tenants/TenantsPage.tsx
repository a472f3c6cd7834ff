import { Link } from '@backstage/core-components';
import { NotFoundErrorPage, useRouteRef } from '@backstage/frontend-plugin-api';
import { useLiveQuery } from '@dbaas-portal/plugin-dbaas-react';
import { Route, Routes, useParams } from 'react-router-dom';
import { tenantsRouteRef } from '../routes';
import { useWords } from '../translation/useWords';
import { Loaded } from '../ui/Loaded';
import { PageFrame } from '../ui/PageFrame';
import { TenantDetail } from './TenantDetail';
import { TenantsList } from './TenantsList';

const TenantPage = () => {
  const { t } = useWords();
  const { tenant = '' } = useParams();
  const tenantsPath = useRouteRef(tenantsRouteRef)?.() ?? '';
  const query = useLiveQuery(`tenant/${tenant}`, (api, options) =>
    api.getTenant(tenant, options),
  );
  return (
    <PageFrame
      title={query.data?.record.spec.displayName ?? tenant}
      subtitle={<Link to={tenantsPath}>← {t('tenants.detail.back')}</Link>}
    >
      <Loaded query={query}>
        {data => <TenantDetail tenant={data} onChanged={query.refresh} />}
      </Loaded>
    </PageFrame>
  );
};

/** The list of tenants, and one of them. */
export const TenantsPage = () => (
  <Routes>
    <Route path="/" element={<TenantsList />} />
    <Route path="/:tenant" element={<TenantPage />} />
    <Route path="*" element={<NotFoundErrorPage />} />
  </Routes>
);
