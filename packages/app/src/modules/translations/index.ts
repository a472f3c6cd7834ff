import { coreComponentsTranslationRef } from '@backstage/core-components/alpha';
import {
  createFrontendModule,
  createTranslationMessages,
  createTranslationResource,
} from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { catalogGraphTranslationRef } from '@backstage/plugin-catalog-graph/alpha';
import { catalogReactTranslationRef } from '@backstage/plugin-catalog-react/alpha';
import { catalogTranslationRef } from '@backstage/plugin-catalog/alpha';
import { kubernetesTranslationRef } from '@backstage/plugin-kubernetes/alpha';
import { notificationsTranslationRef } from '@backstage/plugin-notifications/alpha';
import { orgTranslationRef } from '@backstage/plugin-org/alpha';
import { scaffolderReactTranslationRef } from '@backstage/plugin-scaffolder-react/alpha';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder/alpha';
import { searchReactTranslationRef } from '@backstage/plugin-search-react/alpha';
import { searchTranslationRef } from '@backstage/plugin-search/alpha';
import { techdocsTranslationRef } from '@backstage/plugin-techdocs/alpha';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings/alpha';
import { pageLayout } from './pageLayout';

export { renamedTitles } from './renamedTitles';

/**
 * Backstage's own plugins in Chinese, each loaded when the language is chosen.
 * Every file is `full`: a message that a new release adds fails the type check.
 */
const resources = [
  createTranslationResource({
    ref: coreComponentsTranslationRef,
    translations: { zh: () => import('./zh/coreComponents') },
  }),
  createTranslationResource({
    ref: catalogTranslationRef,
    translations: { zh: () => import('./zh/catalog') },
  }),
  createTranslationResource({
    ref: catalogReactTranslationRef,
    translations: { zh: () => import('./zh/catalogReact') },
  }),
  createTranslationResource({
    ref: catalogGraphTranslationRef,
    translations: { zh: () => import('./zh/catalogGraph') },
  }),
  createTranslationResource({
    ref: kubernetesTranslationRef,
    translations: { zh: () => import('./zh/kubernetes') },
  }),
  createTranslationResource({
    ref: notificationsTranslationRef,
    translations: { zh: () => import('./zh/notifications') },
  }),
  createTranslationResource({
    ref: orgTranslationRef,
    translations: { zh: () => import('./zh/org') },
  }),
  createTranslationResource({
    ref: scaffolderTranslationRef,
    translations: { zh: () => import('./zh/scaffolder') },
  }),
  createTranslationResource({
    ref: scaffolderReactTranslationRef,
    translations: { zh: () => import('./zh/scaffolderReact') },
  }),
  createTranslationResource({
    ref: searchTranslationRef,
    translations: { zh: () => import('./zh/search') },
  }),
  createTranslationResource({
    ref: searchReactTranslationRef,
    translations: { zh: () => import('./zh/searchReact') },
  }),
  createTranslationResource({
    ref: techdocsTranslationRef,
    translations: { zh: () => import('./zh/techdocs') },
  }),
  createTranslationResource({
    ref: userSettingsTranslationRef,
    translations: { zh: () => import('./zh/userSettings') },
  }),
];

const buildFailed = createTranslationMessages({
  ref: techdocsTranslationRef,
  messages: {
    'stateIndicator.contentStaleError.message':
      'These pages could not be built. Where the error names "mkdocs", it is not installed: "./portal doctor" tells how to get it.',
  },
});

/** Backstage speaks of components, and of "new" ones; here people request databases. */
const englishWords = createTranslationMessages({
  ref: scaffolderTranslationRef,
  messages: {
    'templateListPage.title': 'Create',
    'templateListPage.pageTitle': 'Create',
    'templateListPage.subtitle': 'Request what you need from a template',
    'templateWizardPage.title': 'Create',
    'templateWizardPage.pageTitle': 'Create',
    'templateWizardPage.subtitle': 'Request what you need from a template',
    'templateWizardPage.templateWithTitle': '{{templateTitle}}',
  },
});

export const translationsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    pageLayout,
    ...resources.map(resource =>
      TranslationBlueprint.make({ name: resource.id, params: { resource } }),
    ),
    TranslationBlueprint.make({
      name: 'scaffolder-words',
      params: { resource: englishWords },
    }),
    TranslationBlueprint.make({
      name: 'techdocs-words',
      params: { resource: buildFailed },
    }),
  ],
});
