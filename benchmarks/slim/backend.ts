import { createBackend } from '@backstage/backend-defaults';

// The databases of a portal and nothing else, with every engine that has a local binding.
const backend = createBackend();
backend.add(import('@dbaas-portal/plugin-dbaas-backend'));
backend.add(import('@dbaas-portal/plugin-dbaas-backend-module-local'));
backend.add(import('@dbaas-portal/plugin-dbaas-backend-module-postgresql'));
backend.add(import('@dbaas-portal/plugin-dbaas-backend-module-mysql'));
backend.add(import('@dbaas-portal/plugin-dbaas-backend-module-redis'));
backend.start();
