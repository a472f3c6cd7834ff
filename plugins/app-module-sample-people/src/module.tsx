import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  TranslationBlueprint,
} from '@backstage/plugin-app-react';
import { samplePeopleTranslations } from './translation';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: () =>
      import('./SamplePeopleSignInPage').then(m => m.SamplePeopleSignInPage),
  },
});

const translations = TranslationBlueprint.make({
  name: 'sample-people',
  params: { resource: samplePeopleTranslations },
});

/** Replaces the app's sign-in page. */
export const samplePeopleModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage, translations],
});
