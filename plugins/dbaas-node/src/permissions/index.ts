export * from './rules';
export * from './scope';
