export * from './facets';
export * from './footprint';
export * from './recipe';
