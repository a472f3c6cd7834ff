import { NotFoundErrorPage } from '@backstage/frontend-plugin-api';
import { platformReadPermission } from '@dbaas-portal/plugin-dbaas-common';
import { useMe } from '@dbaas-portal/plugin-dbaas-react';
import { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import { useWords } from '../translation/useWords';
import { Loaded } from '../ui/Loaded';
import { NoPermission } from '../ui/NoPermission';
import { PageFrame } from '../ui/PageFrame';
import { PlatformDetail } from './PlatformDetail';
import { PlatformsList } from './PlatformsList';

const { name: PERMISSION } = platformReadPermission;

/** For those who may see what databases run on. */
const Permitted = ({ children }: { children: ReactElement }) => {
  const { t } = useWords();
  const me = useMe();
  if (me.data?.can.includes(PERMISSION)) return children;
  return (
    <PageFrame title={t('platforms.title')} subtitle={t('platforms.subtitle')}>
      <Loaded query={me}>
        {() => <NoPermission permission={PERMISSION} />}
      </Loaded>
    </PageFrame>
  );
};

/** All locations, and one of them. */
export const PlatformsPage = () => (
  <Routes>
    <Route
      path="/"
      element={
        <Permitted>
          <PlatformsList />
        </Permitted>
      }
    />
    <Route
      path="/:location"
      element={
        <Permitted>
          <PlatformDetail />
        </Permitted>
      }
    />
    <Route path="*" element={<NotFoundErrorPage />} />
  </Routes>
);
