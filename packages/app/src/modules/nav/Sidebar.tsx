import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import { RiMenuLine, RiSearchLine } from '@remixicon/react';
import { useTitle } from '../translations/useTitle';
import { LanguageSwitch } from './LanguageSwitch';
import { SidebarLogo } from './SidebarLogo';
import { navTranslationRef } from './translation';

const NavItem = ({ title, icon, href }: NavContentNavItem) => {
  const titleOf = useTitle();
  return <SidebarItem icon={() => icon} to={href} text={titleOf(title)} />;
};

export const SidebarContent = NavContentBlueprint.make({
  params: {
    component: function PortalSidebar({ navItems }) {
      const { t } = useTranslationRef(navTranslationRef);
      const nav = navItems.withComponent(NavItem);

      // These have an entry of their own kind.
      nav.take('page:search');
      nav.take('page:notifications');
      nav.take('page:app/home');
      // One gets there from an entity's own relations.
      nav.take('page:catalog-graph');
      const settings = nav.take('page:user-settings');

      return (
        <Sidebar>
          <SidebarLogo />
          <SidebarGroup
            label={t('search')}
            icon={<RiSearchLine />}
            to="/search"
          >
            <SidebarSearchModal />
          </SidebarGroup>
          <SidebarDivider />
          <SidebarGroup label={t('menu')} icon={<RiMenuLine />}>
            {nav.take('page:dbaas')}
            {nav.take('page:scaffolder')}
            {nav.take('page:catalog')}
            {nav.take('page:techdocs')}
            <SidebarDivider />
            {nav.take('page:dbaas/tenants')}
            {nav.take('page:dbaas/platforms')}
            {nav.take('page:dbaas/operations')}
            {nav.take('page:dbaas/audit')}
            <SidebarScrollWrapper>
              {nav.rest({ sortBy: 'title' })}
            </SidebarScrollWrapper>
          </SidebarGroup>
          <SidebarSpace />
          <SidebarDivider />
          <LanguageSwitch />
          <NotificationsSidebarItem text={t('notifications')} />
          <SidebarDivider />
          <SidebarGroup
            label={t('settings')}
            icon={<UserSettingsSignInAvatar />}
            to="/settings"
          >
            {settings}
          </SidebarGroup>
        </Sidebar>
      );
    },
  },
});
