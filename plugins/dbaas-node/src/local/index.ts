export * from './declined';
export * from './observe';
export * from './pieces';
export * from './resources';
export * from './steps';
