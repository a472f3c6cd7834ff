/**
 * The console: runs statements on a database and shows what comes back.
 *
 * @packageDocumentation
 */
export { dbaasDmsPlugin as default } from './plugin';
export { dbaasDmsTranslationRef } from './translation/ref';
