export * from './lifecycle';
export * from './roles';
