import { createBackend } from '@backstage/backend-defaults';

/**
 * The databases of a portal and nothing else: it starts within a moment, so
 * that tests can kill it as often as they like.
 */
export function slimBackend() {
  const backend = createBackend();
  backend.add(import('@dbaas-portal/plugin-dbaas-backend'));
  backend.add(import('@dbaas-portal/plugin-dbaas-backend-module-local'));
  backend.add(import('@dbaas-portal/plugin-dbaas-backend-module-postgresql'));
  backend.add(import('@dbaas-portal/plugin-dbaas-backend-module-redis'));
  return backend;
}
