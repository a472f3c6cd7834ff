/***/
/**
 * The sample-people backend module for the auth plugin.
 *
 * @packageDocumentation
 */

export { authModuleSamplePeople as default } from './module';
