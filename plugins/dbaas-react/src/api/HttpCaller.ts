import { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  DefaultApiClient,
  TypedResponse,
} from '@dbaas-portal/plugin-dbaas-common';
import { CallOptions, WriteOptions } from './DbaasApi';
import { EtagCache } from './EtagCache';
import { JsonOf, readJson } from './json';

type Call<T> = (client: DefaultApiClient) => Promise<TypedResponse<T>>;

/**
 * What the generated client lacks: cancellation, ETags, the idempotency key
 * under its real header name, and errors.
 */
export class HttpCaller {
  readonly #cache = new EtagCache();

  constructor(
    private readonly discoveryApi: DiscoveryApi,
    private readonly fetchApi: FetchApi,
  ) {}

  /** Reads; an answer that has not changed is the same object as before. */
  async read<T>(call: Call<T>, options?: CallOptions): Promise<JsonOf<T>> {
    let url = '';
    let known = this.#cache.get(url);
    const response = await call(
      this.#client(async (input, init) => {
        url = String(input);
        known = this.#cache.get(url);
        return this.fetchApi.fetch(input, {
          ...init,
          signal: options?.signal,
          headers: {
            ...plainHeaders(init),
            ...(known && { 'If-None-Match': known.etag }),
          },
        });
      }),
    );
    if (response.status === 304 && known) return known.value;
    await throwUnlessOk(response);
    const value = await readJson(response);
    const etag = response.headers.get('etag');
    if (etag) this.#cache.keep(url, { etag, value });
    return value;
  }

  /** Asks for a change. */
  async write<T>(call: Call<T>, options?: WriteOptions): Promise<JsonOf<T>> {
    return readJson(await this.send(call, options));
  }

  /** The response itself, when it is a good one. */
  async send<T>(
    call: Call<T>,
    options?: WriteOptions,
  ): Promise<TypedResponse<T>> {
    const response = await call(
      this.#client((input, init) =>
        this.fetchApi.fetch(input, {
          ...init,
          signal: options?.signal,
          headers: {
            ...plainHeaders(init),
            ...(options?.idempotencyKey && {
              'Idempotency-Key': options.idempotencyKey,
            }),
          },
        }),
      ),
    );
    await throwUnlessOk(response);
    return response;
  }

  /**
   * For queries that the generated client cannot build: it leaves out the
   * parameter `from`.
   */
  async get(
    path: string,
    query: Record<string, string | number | undefined>,
    options?: CallOptions,
  ): Promise<Response> {
    const base = await this.discoveryApi.getBaseUrl('dbaas');
    const parameters = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined && value !== '') {
        parameters.set(key, String(value));
      }
    }
    const response = await this.fetchApi.fetch(`${base}${path}?${parameters}`, {
      signal: options?.signal,
    });
    await throwUnlessOk(response);
    return response;
  }

  #client(fetch: FetchApi['fetch']): DefaultApiClient {
    return new DefaultApiClient({
      discoveryApi: this.discoveryApi,
      fetchApi: { fetch },
    });
  }
}

function plainHeaders(init: RequestInit | undefined): Record<string, string> {
  return Object.fromEntries(new Headers(init?.headers).entries());
}

async function throwUnlessOk(response: Omit<Response, 'json'>): Promise<void> {
  if (!response.ok) throw await ResponseError.fromResponse(response);
}
