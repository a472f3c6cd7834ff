export * from './observe';
export * from './resources';
export * from './steps';
