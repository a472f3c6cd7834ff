import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { DefaultApiClient } from '@dbaas-portal/plugin-dbaas-common';
import { DBAAS_PLUGIN_ID } from '../constants';
import { InstanceRecordLike, TenantSpecLike } from '../entities';

/** The largest page that the API gives. */
const PAGE_SIZE = 200;

/** Against a cursor that never ends; two million instances. */
const MAX_PAGES = 10_000;

/** An answer that takes longer is none. */
const REQUEST_TIMEOUT_MS = 30_000;

/** What could be read of the fleet, and whether that is all of it. */
export type FleetPicture = {
  records: InstanceRecordLike[];
  /** Why it is not all, if it is not. */
  failure?: Error;
};

/** What the wire says of an instance, as far as an entity shows it. */
function toRecord(item: {
  record: InstanceRecordLike;
  annotations?: Record<string, string>;
}): InstanceRecordLike {
  const { record, annotations } = item;
  return { ...record, ...(annotations ? { annotations } : {}) };
}

type Answer<T> = { ok: boolean; status: number; json: () => Promise<T> };

/**
 * Reads the API of the dbaas plugin as the service `plugin:catalog`.
 */
export class DbaasReader {
  readonly #client: DefaultApiClient;
  readonly #auth: AuthService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#client = new DefaultApiClient({
      discoveryApi: options.discovery,
      fetchApi: {
        fetch: (input, init) =>
          fetch(input, {
            ...init,
            signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
          }),
      },
    });
  }

  /** All instances that answer; never throws, so that a part is a part. */
  async listInstances(): Promise<FleetPicture> {
    const records: InstanceRecordLike[] = [];
    try {
      let cursor: string | undefined;
      for (let page = 0; page < MAX_PAGES; page++) {
        const list = await this.#page(cursor);
        records.push(...list.items.map(toRecord));
        if (!list.nextCursor) {
          return { records };
        }
        cursor = list.nextCursor;
      }
      throw new Error(`The list of instances does not end`);
    } catch (error) {
      return {
        records,
        failure: error instanceof Error ? error : new Error(String(error)),
      };
    }
  }

  async listTenants(): Promise<TenantSpecLike[]> {
    const list = await this.#read(options =>
      this.#client.listTenants({}, options),
    );
    return list.tenants.map(tenant => tenant.record.spec);
  }

  /** Ids of the locations that answer now. */
  async reachableLocations(): Promise<Set<string>> {
    const list = await this.#read(options =>
      this.#client.listLocations({}, options),
    );
    return new Set(
      list.locations
        .filter(location => location.reachable.available)
        .map(location => location.id),
    );
  }

  /**
   * Whether an empty answer would mean an empty fleet. Where the catalog's
   * rights were taken away, or a backend has only just started, everything
   * looks gone and nothing is: then there are no tenants to be seen either, or
   * their use tells of instances that the list does not have.
   */
  async seesTheFleet(): Promise<boolean> {
    const [{ tenants }, { total }] = await Promise.all([
      this.#read(options => this.#client.listTenants({}, options)),
      this.#read(options =>
        this.#client.listInstances({ query: { limit: 1 } }, options),
      ),
    ]);
    const inUse = tenants
      .flatMap(tenant => tenant.usage)
      .reduce((sum, { used }) => sum + used.instances, 0);
    return tenants.length > 0 && (total > 0 || inUse === 0);
  }

  /** One instance; undefined where the API says that it is not there. */
  async findInstance(uid: string): Promise<InstanceRecordLike | undefined> {
    const detail = await this.#find(options =>
      this.#client.getInstance({ path: { uid } }, options),
    );
    return detail && toRecord(detail);
  }

  /** One tenant; undefined where the API says that it is not there. */
  async findTenant(name: string): Promise<TenantSpecLike | undefined> {
    const tenant = await this.#find(options =>
      this.#client.getTenant({ path: { tenant: name } }, options),
    );
    return tenant?.record.spec;
  }

  #page(cursor: string | undefined) {
    return this.#read(options =>
      this.#client.listInstances(
        {
          query: {
            // The oldest first: what is made meanwhile comes at the end, and
            // nothing moves from a page to come to one that is read.
            sort: 'createdAt',
            order: 'asc',
            limit: PAGE_SIZE,
            ...(cursor && { cursor }),
          },
        },
        options,
      ),
    );
  }

  async #find<T>(
    request: (options: { token: string }) => Promise<Answer<T>>,
  ): Promise<T | undefined> {
    return this.#read<T | undefined>(async options => {
      const answer = await request(options);
      return answer.status === 404
        ? { ok: true, status: 404, json: async () => undefined }
        : answer;
    });
  }

  async #read<T>(
    request: (options: { token: string }) => Promise<Answer<T>>,
  ): Promise<T> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: DBAAS_PLUGIN_ID,
    });
    const answer = await request({ token });
    if (!answer.ok) {
      throw answer instanceof Response
        ? await ResponseError.fromResponse(answer)
        : new Error(`The dbaas plugin answered ${answer.status}`);
    }
    return answer.json();
  }
}
