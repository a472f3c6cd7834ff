export * from './firstKeyword';
export * from './quote';
