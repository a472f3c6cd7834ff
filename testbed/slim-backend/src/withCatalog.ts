import { slimBackend } from './slimBackend';

// The databases, and the catalog that they are brought into.
const backend = slimBackend();
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@dbaas-portal/plugin-catalog-backend-module-dbaas'));
backend.start();
