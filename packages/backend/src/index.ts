import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
// Carries signals to the other replicas of the backend
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-techdocs-backend'));

// Who somebody is, and what they may do
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@dbaas-portal/plugin-permission-backend-module-dbaas'));
// Refuses to start anywhere else; a development dependency, so that what is built for
// production does not hold it.
if (process.env.NODE_ENV === 'development') {
  // eslint-disable-next-line @backstage/no-undeclared-imports
  backend.add(import('@dbaas-portal/plugin-auth-backend-module-sample-people'));
}

// The software catalog: its databases come from the dbaas plugin, over HTTP
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@dbaas-portal/plugin-catalog-backend-module-dbaas'));

// Templates, by which a database is requested
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(import('@dbaas-portal/plugin-scaffolder-backend-module-dbaas'));

// Search keeps its index in memory: it works on every database of the portal itself
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

// Databases: the core, the platforms (clusters where some are configured), and the engines by their protocol families
backend.add(import('@dbaas-portal/plugin-dbaas-backend'));
backend.add(import('@dbaas-portal/plugin-dbaas-backend-module-local'));
backend.add(import('@dbaas-portal/plugin-dbaas-backend-module-kubernetes'));
backend.add(import('@dbaas-portal/plugin-dbaas-backend-module-postgresql'));
backend.add(import('@dbaas-portal/plugin-dbaas-backend-module-mysql'));
backend.add(import('@dbaas-portal/plugin-dbaas-backend-module-redis'));

// Backstage's own tab with pods and their errors, where it is configured
backend.add(import('./kubernetes'));

const started = backend.start();
if (process.env.NODE_ENV === 'production') {
  started.catch(async error => {
    // Backstage tells why and lives on, never ready. A process that ends is seen by
    // whoever started it; the parts that did start get a moment to end in order.
    process.stderr.write(`${error}\n`);
    setTimeout(() => process.exit(1), 10_000).unref();
    await backend.stop();
    process.exit(1);
  });
}
