export { createInstanceCreateAction } from './instanceCreate';
export { createInstanceDeleteAction } from './instanceDelete';
export { createInstanceWaitAction } from './instanceWait';
export { createTenantCreateAction } from './tenantCreate';
