import { Environment } from '@dbaas-portal/plugin-dbaas-common';

export const ENVIRONMENTS: readonly Environment[] = [
  'development',
  'test',
  'staging',
  'production',
];
