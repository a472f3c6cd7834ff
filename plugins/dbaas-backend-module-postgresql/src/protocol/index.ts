export * from './driver';
export * from './roles';
