export * from './facets';
export * from './footprint';
export * from './reasons';
export * from './recipe';
export * from './secrets';
export * from './step';
