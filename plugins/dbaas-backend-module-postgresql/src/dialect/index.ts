export * from './quote';
export * from './split';
