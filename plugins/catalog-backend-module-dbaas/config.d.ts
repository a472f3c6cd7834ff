import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /**
       * The databases and tenants of the dbaas plugin as catalog entities.
       * Nothing needs to be set.
       */
      dbaas?: {
        /**
         * How often the whole fleet is compared with the catalog. Single
         * changes arrive by events, at once. Default: every minute.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };

  dbaas?: {
    catalog?: {
      /**
       * Entity reference of the component whose TechDocs every database shows
       * as its runbook, or `false` for none.
       * Default: `component:default/database-runbooks`.
       */
      runbook?: string | false;
    };
  };
}
