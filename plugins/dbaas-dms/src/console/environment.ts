import { Environment } from '@dbaas-portal/plugin-dbaas-common';
import { Tone } from '@dbaas-portal/plugin-dbaas-react';

/** How careful one should be where statements change data. */
export const ENVIRONMENT_TONES: Record<Environment, Tone> = {
  development: 'ok',
  test: 'running',
  staging: 'warning',
  production: 'error',
};
