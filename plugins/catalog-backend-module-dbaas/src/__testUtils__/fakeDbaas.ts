import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import type { IncomingMessage, ServerResponse } from 'node:http';

type FakeInstance = {
  uid: string;
  name: string;
  tenant: string;
  location: string;
  dependants?: string[];
  phase?: string;
  annotations?: Record<string, string>;
};

/** How many instances a page of the fake has; small, so that tests page. */
const PAGE = 2;

/**
 * The dbaas plugin as the catalog module sees it: the wire of its API over
 * HTTP, with a fleet that tests change, and faults that they switch on.
 */
export class FakeDbaas {
  instances = new Map<string, FakeInstance>();
  tenants = new Map<string, { name: string; owner: string }>();
  unreachable = new Set<string>();
  locations = ['here', 'there'];
  /** The path that answers with 500. */
  broken: RegExp | undefined;
  /** Hides things, as a guard does when rights were taken away. */
  hides = { instances: false, tenants: false };
  /** In the list although gone, or not in it although there. */
  outdated = { listed: [] as FakeInstance[], missing: new Set<string>() };
  readonly subjects = new Set<string>();
  #events: EventsService | undefined;

  add(...instances: FakeInstance[]) {
    instances.forEach(instance => this.instances.set(instance.uid, instance));
  }

  async tell(kind: string, uid: unknown) {
    await this.#events?.publish({
      topic: 'dbaas',
      eventPayload: { kind, uid },
    });
  }

  /** The plugin to add to a test backend. */
  plugin() {
    return createBackendPlugin({
      pluginId: 'dbaas',
      register: ({ registerInit }) =>
        registerInit({
          deps: {
            http: coreServices.httpRouter,
            httpAuth: coreServices.httpAuth,
            events: eventsServiceRef,
          },
          init: async ({ http, httpAuth, events }) => {
            this.#events = events;
            http.use(async (req, res) => {
              const credentials = await httpAuth.credentials(req, {
                allow: ['service'],
              });
              this.subjects.add(credentials.principal.subject);
              this.#answer(req, res);
            });
          },
        }),
    });
  }

  #answer(req: IncomingMessage, res: ServerResponse) {
    const url = new URL(req.url ?? '/', 'http://fake');
    const body = this.broken?.test(url.pathname + url.search)
      ? undefined
      : this.#body(url);
    res.statusCode = body === undefined ? 500 : 200;
    if (body === 404) {
      res.statusCode = 404;
    }
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify(res.statusCode === 200 ? body : { error: {} }));
  }

  #body(url: URL): object | 404 | undefined {
    const [, resource, id] = url.pathname.split('/').filter(Boolean);
    const instances = this.hides.instances ? [] : [...this.instances.values()];
    const tenants = this.hides.tenants ? [] : [...this.tenants.values()];
    const instance = instances.find(({ uid }) => uid === id);
    const tenant = tenants.find(({ name }) => name === id);
    switch (resource) {
      case 'locations':
        return {
          locations: this.locations.map(location => ({
            id: location,
            reachable: { available: !this.unreachable.has(location) },
          })),
        };
      case 'tenants':
        if (id) {
          return tenant ? this.#tenant(tenant) : 404;
        }
        return { tenants: tenants.map(t => this.#tenant(t)) };
      case 'instances': {
        if (id) {
          return instance ? this.#instance(instance) : 404;
        }
        // What is at a place that does not answer is not in the list.
        const all = [...instances, ...this.outdated.listed].filter(
          i =>
            !this.unreachable.has(i.location) &&
            !this.outdated.missing.has(i.uid),
        );
        const from = Number(url.searchParams.get('cursor') ?? 0);
        return {
          total: all.length,
          items: all.slice(from, from + PAGE).map(i => this.#instance(i)),
          ...(all.length > from + PAGE && { nextCursor: String(from + PAGE) }),
        };
      }
      default:
        return 404;
    }
  }

  #tenant({ name, owner }: { name: string; owner: string }) {
    const instances = [...this.instances.values()].filter(
      instance => instance.tenant === name,
    ).length;
    return {
      record: { spec: { name, displayName: `Team ${name}`, owner } },
      usage: [{ used: { instances } }],
    };
  }

  #instance({ uid, phase = 'active', annotations, ...spec }: FakeInstance) {
    return {
      ...(annotations && { annotations }),
      record: {
        uid,
        phase,
        spec: {
          engine: 'fake-engine',
          environment: 'test',
          owner: 'group:default/owners',
          dependants: [],
          description: `Data of ${spec.name}`,
          ...spec,
        },
      },
    };
  }
}
