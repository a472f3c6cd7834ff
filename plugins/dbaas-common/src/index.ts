/**
 * What browser and backend of the dbaas plugin share: the model, permissions,
 * annotations, error codes and the generated client of its API.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './errors';
export * from './model';
export * from './names';
export * from './permissions';
export * from './client';
