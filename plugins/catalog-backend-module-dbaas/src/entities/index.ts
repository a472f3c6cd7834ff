export * from './instanceEntity';
export * from './tenantEntity';
