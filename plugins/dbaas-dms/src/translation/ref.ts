import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { messages } from './messages';

/**
 * The words of the console. Chinese comes with the reference and is loaded
 * when the language is chosen; an app can override any message with a
 * translation resource of its own.
 *
 * @public
 */
export const dbaasDmsTranslationRef = createTranslationRef({
  id: 'dbaas-dms',
  messages,
  translations: { zh: () => import('./zh') },
});
