import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';

/**
 * What the Kubernetes tab of an entity asks. A portal that names no clusters
 * for it does without, and starts without loading it.
 */
export default createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    if (config.has('kubernetes.clusterLocatorMethods')) {
      yield import('@backstage/plugin-kubernetes-backend');
    }
  },
});
