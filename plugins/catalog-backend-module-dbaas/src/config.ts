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
  /** Absolute address of the databases page, if there is one. */
  databasesUrl?: string;
};

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 1 },
  timeout: { minutes: 10 },
  // Files of the catalog get their turn first, so that Systems that exist are
  // seen before ours would be offered.
  initialDelay: { seconds: 5 },
};

const DEFAULT_RUNBOOK = 'component:default/database-runbooks';

/** A string, the default where nothing is set, undefined where it is `false`. */
function readOptional(
  config: RootConfigService,
  key: string,
  fallback: string,
): string | undefined {
  const value = config.getOptional(key);
  if (value === false) {
    return undefined;
  }
  return value === undefined ? fallback : config.getString(key);
}

function readRunbook(config: RootConfigService): string | undefined {
  const value = readOptional(config, 'dbaas.catalog.runbook', DEFAULT_RUNBOOK);
  if (value === undefined) {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(value, { defaultKind: 'component' }),
    );
  } catch {
    throw new InputError(
      `Config dbaas.catalog.runbook is not an entity reference: '${value}'`,
    );
  }
}

function readDatabasesUrl(config: RootConfigService): string | undefined {
  const baseUrl = config.getOptionalString('app.baseUrl');
  const path = readOptional(config, 'dbaas.catalog.databasesPath', '/dbaas');
  if (!baseUrl || path === undefined) {
    return undefined;
  }
  return `${baseUrl.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
}

export function readProviderConfig(config: RootConfigService): ProviderConfig {
  const schedule = config.getOptionalConfig('catalog.providers.dbaas.schedule');
  return {
    schedule: schedule
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
      : DEFAULT_SCHEDULE,
    runbook: readRunbook(config),
    databasesUrl: readDatabasesUrl(config),
  };
}
