/**
 * Scaffolder actions by which templates request, await and delete databases of
 * the dbaas plugin: a module of `@backstage/plugin-scaffolder-backend`.
 *
 * @packageDocumentation
 */

export { scaffolderModuleDbaas as default } from './module';
