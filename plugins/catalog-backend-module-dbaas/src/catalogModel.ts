import { createCatalogModelLayer } from '@backstage/catalog-model/alpha';
import {
  ANNOTATION_ENGINE,
  ANNOTATION_INSTANCE_UID,
  ANNOTATION_LOCATION,
  ANNOTATION_TENANT,
} from '@dbaas-portal/plugin-dbaas-common';

/** What our annotations mean, for whoever asks the catalog's model. */
export const dbaasCatalogModelLayer = createCatalogModelLayer({
  layerId: 'dbaas-portal.io/databases',
  builder: model => {
    model.addAnnotation({
      name: ANNOTATION_INSTANCE_UID,
      title: 'Database instance',
      description:
        'The uid of the database instance of the dbaas plugin that the Resource stands for.',
    });
    model.addAnnotation({
      name: ANNOTATION_ENGINE,
      title: 'Database engine',
      description: 'The id of the engine that the database instance runs.',
    });
    model.addAnnotation({
      name: ANNOTATION_LOCATION,
      title: 'Database location',
      description:
        'The id of the location (a cluster, a machine) at which the database instance runs.',
    });
    model.addAnnotation({
      name: ANNOTATION_TENANT,
      title: 'Database tenant',
      description: 'The name of the tenant of the dbaas plugin.',
    });
  },
});
