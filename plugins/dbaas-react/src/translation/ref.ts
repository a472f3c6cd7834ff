import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { messages } from './messages';

/**
 * The words of the shared components. Chinese comes with the reference and is
 * loaded when the language is chosen; an app has nothing to wire, but can
 * override any message with a translation resource of its own.
 *
 * @public
 */
export const dbaasReactTranslationRef = createTranslationRef({
  id: 'dbaas-react',
  messages,
  translations: { zh: () => import('./zh') },
});
