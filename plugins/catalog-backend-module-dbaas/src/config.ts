import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  RootConfigService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

export type ProviderConfig = {
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** Entity reference of the shared runbook, if there is one. */
  runbook?: string;
};

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 1 },
  timeout: { minutes: 10 },
  // Files of the catalog get their turn first, so that Systems that exist are
  // seen before ours would be offered.
  initialDelay: { seconds: 5 },
};

const DEFAULT_RUNBOOK = 'component:default/database-runbooks';

/** The default where nothing is set, none where it is `false`. */
function readRunbook(config: RootConfigService): string | undefined {
  const key = 'dbaas.catalog.runbook';
  const set = config.getOptional(key);
  if (set === false) {
    return undefined;
  }
  const value = set === undefined ? DEFAULT_RUNBOOK : config.getString(key);
  try {
    return stringifyEntityRef(
      parseEntityRef(value, { defaultKind: 'component' }),
    );
  } catch {
    throw new InputError(
      `Config ${key} is not an entity reference: '${value}'`,
    );
  }
}

export function readProviderConfig(config: RootConfigService): ProviderConfig {
  const schedule = config.getOptionalConfig('catalog.providers.dbaas.schedule');
  return {
    schedule: schedule
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
      : DEFAULT_SCHEDULE,
    runbook: readRunbook(config),
  };
}
