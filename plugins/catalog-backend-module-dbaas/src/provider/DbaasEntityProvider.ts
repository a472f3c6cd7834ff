import {
  AuthService,
  DiscoveryService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { ProviderConfig } from '../config';
import { EVENTS_TOPIC } from '@dbaas-portal/plugin-dbaas-common';
import { PROVIDER_NAME } from '../constants';
import { CatalogMemory } from './CatalogMemory';
import { ChangeQueue, parseChange } from './ChangeQueue';
import { DbaasReader } from './DbaasReader';
import { Delta, FleetProjection } from './FleetProjection';

/**
 * Brings databases and tenants into the catalog: single changes as the dbaas
 * backend tells of them, and the whole fleet on a schedule.
 */
export class DbaasEntityProvider implements EntityProvider {
  readonly #logger: LoggerService;
  readonly #taskRunner: SchedulerServiceTaskRunner;
  readonly #events: EventsService;
  readonly #projection: FleetProjection;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    config: ProviderConfig;
    discovery: DiscoveryService;
    events: EventsService;
    logger: LoggerService;
    taskRunner: SchedulerServiceTaskRunner;
  }) {
    this.#logger = options.logger.child({ target: PROVIDER_NAME });
    this.#taskRunner = options.taskRunner;
    this.#events = options.events;
    this.#projection = new FleetProjection({
      reader: new DbaasReader(options),
      memory: new CatalogMemory(options),
      config: options.config,
      logger: this.#logger,
    });
  }

  getProviderName(): string {
    return PROVIDER_NAME;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const queue = new ChangeQueue({
      logger: this.#logger,
      handle: async changes =>
        this.#apply(connection, await this.#projection.follow(changes)),
    });
    await this.#events.subscribe({
      id: PROVIDER_NAME,
      topics: [EVENTS_TOPIC],
      onEvent: async ({ eventPayload }) => {
        const change = parseChange(eventPayload);
        if (change) {
          queue.add(change);
        }
      },
    });
    await this.#taskRunner.run({
      id: `${PROVIDER_NAME}:compare`,
      fn: async () =>
        this.#apply(connection, await this.#projection.compareAll()),
    });
  }

  async #apply(
    connection: EntityProviderConnection,
    { added, removed }: Delta,
  ): Promise<void> {
    if (added.length === 0 && removed.length === 0) {
      return;
    }
    await connection.applyMutation({
      type: 'delta',
      added,
      removed: removed.map(entityRef => ({ entityRef })),
    });
    if (removed.length > 0) {
      this.#logger.info(`Removed from the catalog: ${removed.join(', ')}`);
    }
  }
}
