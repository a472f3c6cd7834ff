export * from './differencesOf';
export * from './pathText';
