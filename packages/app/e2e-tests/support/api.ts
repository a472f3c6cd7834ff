import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';

/** Where the backend answers: as the launcher says, else on the usual port. */
export const BACKEND =
  process.env.PLAYWRIGHT_BACKEND_URL ?? 'http://localhost:7007';

/** Until real servers are made, started and tried, on a busy machine too. */
export const MADE_WITHIN = 180_000;

export type PersonName = 'Alice' | 'Tom' | 'Dana' | 'Arthur' | 'Sam';

/** Another site's page cannot send it, so the sign-in asks for it. */
export const OWN_PAGE = { 'X-Requested-With': 'XMLHttpRequest' };

export const signInUrl = (person: PersonName) =>
  `${BACKEND}/api/auth/sample-people/refresh?person=${person.toLowerCase()}`;

/** A name that nothing has yet, on a portal that was tested before too. */
export const unique = (name: string) => `${name}-${randomUUID().slice(0, 6)}`;

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** What a test reads of an operation. */
export type Operation = {
  id: string;
  kind: string;
  state: string;
  reason?: { code: string };
};

/** What a test reads of an instance. */
export type Instance = {
  record: { uid: string; revision: number };
  status: { health: string };
};

/**
 * The API as one of the sample people, to prepare what a test does not click:
 * what another test clicked already.
 */
export class Api {
  readonly #person: PersonName;
  #token: Promise<string> | undefined;

  constructor(person: PersonName) {
    this.#person = person;
  }

  /** The answer, which must be a good one. */
  async call<T>(method: Method, path: string, body?: object): Promise<T> {
    const response = await this.send(method, path, body);
    const text = await response.text();
    expect(response.ok, `${method} ${path}: ${text.slice(0, 500)}`).toBe(true);
    return JSON.parse(text === '' ? 'null' : text);
  }

  /** The answer, whatever it is. `path`: below the dbaas API, or from `/api/`. */
  async send(method: Method, path: string, body?: object): Promise<Response> {
    this.#token ??= this.#signIn();
    return fetch(
      `${BACKEND}${path.startsWith('/api/') ? '' : '/api/dbaas/v1'}${path}`,
      {
        method,
        headers: {
          Authorization: `Bearer ${await this.#token}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': randomUUID(),
        },
        body: body && JSON.stringify(body),
      },
    );
  }

  /** A tenant of a test's own, so that others neither see nor use it up. */
  async tenant(
    name: string,
    options: {
      owner?: string;
      members?: Array<{ ref: string; role: string }>;
      cpuMillis?: number;
    } = {},
  ): Promise<void> {
    await this.call('POST', '/tenants', {
      name,
      displayName: name,
      owner: options.owner ?? 'group:default/team-orders-leads',
      members: options.members ?? [
        { ref: 'group:default/team-orders', role: 'member' },
      ],
      quotas: {
        local: {
          cpuMillis: options.cpuMillis ?? 8000,
          memoryMib: 8192,
          storageMib: 51200,
          instances: 12,
        },
      },
    });
  }

  /** A database that runs; as small as it can be, unless said otherwise. */
  async database(spec: {
    name: string;
    tenant: string;
    [field: string]: unknown;
  }): Promise<string> {
    const asked = await this.call<{ uid: string; operation: Operation }>(
      'POST',
      '/instances',
      {
        engine: 'postgresql',
        version: await this.version('postgresql'),
        location: 'local',
        topology: 'single',
        resources: { cpuMillis: 250, memoryMib: 256, storageMib: 1024 },
        environment: 'development',
        ...spec,
      },
    );
    await this.ended(asked.operation.id, 'succeeded');
    return asked.uid;
  }

  /** The first version of an engine that this machine can run. */
  async version(engine: string): Promise<string> {
    const { offers } = await this.call<{
      offers: Array<{
        engine: string;
        versions: Array<{ id: string; availability: { available: boolean } }>;
      }>;
    }>('GET', '/engines');
    const found = offers
      .filter(offer => offer.engine === engine)
      .flatMap(offer => offer.versions)
      .find(version => version.availability.available);
    if (!found) throw new Error(`There is no ${engine} on this machine`);
    return found.id;
  }

  async start(uid: string, kind: string, input: object = {}): Promise<string> {
    const { id } = await this.call<Operation>(
      'POST',
      `/instances/${uid}/operations`,
      { kind, input },
    );
    return id;
  }

  async ended(operation: string, state: string): Promise<void> {
    await expect
      .poll(
        async () => {
          const { reason, ...seen } = await this.call<Operation>(
            'GET',
            `/operations/${operation}`,
          );
          return ['succeeded', 'failed', 'cancelled'].includes(seen.state)
            ? `${seen.state}${
                seen.state === state ? '' : `: ${reason?.code ?? ''}`
              }`
            : 'goes on';
        },
        { timeout: MADE_WITHIN },
      )
      .toBe(state);
  }

  /** Until the catalog shows a database, so that its page can be opened. */
  async inCatalog(entityName: string): Promise<void> {
    await expect
      .poll(
        async () => {
          const path = `/api/catalog/entities/by-name/resource/default/${entityName}`;
          return (await this.send('GET', path)).status;
        },
        { timeout: 120_000 },
      )
      .toBe(200);
  }

  async #signIn(): Promise<string> {
    let token = '';
    // The catalog reads the sample people some seconds after the backend answers.
    await expect
      .poll(
        async () => {
          const response = await fetch(signInUrl(this.#person), {
            method: 'POST',
            headers: OWN_PAGE,
          });
          if (response.ok) {
            token = (await response.json()).backstageIdentity.token;
          }
          return response.status;
        },
        { timeout: 90_000 },
      )
      .toBe(200);
    return token;
  }
}
