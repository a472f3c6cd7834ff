export * from './head';
export * from './quote';
