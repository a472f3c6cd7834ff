/**
 * Development only: the sign-in page on which one chooses a sample person.
 * An app whose config excludes this package in `app.packages` contains nothing of it.
 *
 * @packageDocumentation
 */

export { samplePeopleModule as default } from './module';
