export * from './binding';
export * from './driver';
export * from './evidence';
export * from './logs';
export * from './platform';
export * from './resource';
export * from './secrets';
export * from './step';
