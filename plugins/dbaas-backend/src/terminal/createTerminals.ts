import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { TERMINAL_PATH } from '@dbaas-portal/plugin-dbaas-common';
import { Knex } from 'knex';
import { Guard } from '../access/Guard';
import { AuditLog } from '../audit/AuditLog';
import { Registry } from '../engines/Registry';
import { InstanceIndex } from '../instances/InstanceIndex';
import { AuthorizedTerminalService } from './AuthorizedTerminalService';
import { DefaultTerminalService } from './DefaultTerminalService';
import { readOrigins, readTerminalSettings } from './settings';
import { TerminalSockets } from './TerminalSockets';
import { TerminalStore } from './TerminalStore';
import { UpgradeDoor } from './UpgradeDoor';

/** Backstage mounts each plugin's routes below this. */
const MOUNT = '/api/dbaas';

export type Terminals = {
  service: AuthorizedTerminalService;
  /** Absent where terminals are turned off: then nobody listens either. */
  door?: UpgradeDoor;
  stop(): Promise<void>;
};

/** The room of terminals. */
export function createTerminals(options: {
  guard: Guard;
  index: InstanceIndex;
  registry: Registry;
  audit: AuditLog;
  knex: Knex;
  config: Config;
  logger: LoggerService;
}): Terminals {
  const { guard, index, registry, audit, knex, config, logger } = options;
  const settings = readTerminalSettings(config);
  const service = new AuthorizedTerminalService({
    guard,
    index,
    audit,
    service: new DefaultTerminalService({
      index,
      registry,
      store: new TerminalStore(knex),
      settings,
      logger,
    }),
  });
  if (!settings.enabled) {
    return { service, stop: async () => {} };
  }
  const sockets = new TerminalSockets({
    guard,
    service,
    settings,
    origins: readOrigins(config),
    logger,
  });
  const door = new UpgradeDoor(`${MOUNT}${TERMINAL_PATH}`, sockets.take);
  return {
    service,
    door,
    stop: async () => {
      door.close();
      await sockets.stop();
    },
  };
}
