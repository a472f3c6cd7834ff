import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { SidebarContent } from './Sidebar';
import { navTranslations } from './translation';

export const navModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SidebarContent,
    TranslationBlueprint.make({
      name: 'navigation',
      params: { resource: navTranslations },
    }),
  ],
});
