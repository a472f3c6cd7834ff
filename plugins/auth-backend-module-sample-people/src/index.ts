/**
 * Development only: a provider of the auth plugin that lets one be any of a few
 * sample people of the catalog, without a password.
 *
 * @packageDocumentation
 */

export { authModuleSamplePeople as default } from './module';
