import { createBackendPlugin } from '@backstage/backend-plugin-api';

/**
 * The core of the database portal.
 *
 * @public
 */
export const dbaasPlugin = createBackendPlugin({
  pluginId: 'dbaas',
  register() {},
});
