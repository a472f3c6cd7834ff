import { slimBackend } from './slimBackend';

// Databases in clusters, beside those of this machine.
const backend = slimBackend();
backend.add(import('@dbaas-portal/plugin-dbaas-backend-module-mysql'));
backend.add(import('@dbaas-portal/plugin-dbaas-backend-module-kubernetes'));
backend.start();
