import {
  createTranslationRef,
  createTranslationResource,
} from '@backstage/frontend-plugin-api';

export const navTranslationRef = createTranslationRef({
  id: 'app.navigation',
  messages: {
    home: 'Home',
    menu: 'Menu',
    search: 'Search',
    settings: 'Settings',
    notifications: 'Notifications',
  },
});

export const navTranslations = createTranslationResource({
  ref: navTranslationRef,
  translations: { zh: () => import('./zh') },
});
