export * from './evidence';
export * from './resources';
export * from './steps';
