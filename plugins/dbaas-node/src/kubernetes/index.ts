export * from './resources';
export * from './steps';
