/**
 * Contracts and extension points of the dbaas plugin: what an engine, a
 * binding, a driver or a platform has to be, for ours and everybody's.
 *
 * @packageDocumentation
 */
export * from './contracts';
export * from './differences';
export * from './extensionPoints';
export * from './kubernetes';
export * from './local';
export * from './logs';
export * from './recipes';
export * from './permissions';
