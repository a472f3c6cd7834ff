import { JsonObject, JsonValue } from '@backstage/types';
import {
  HttpMethod,
  KubeConfig,
  RequestContext,
} from '@kubernetes/client-node';
import { fetch, Response } from 'undici';
import {
  errorOfAnswer,
  KubernetesError,
  notByApiServer,
} from './KubernetesError';

const REQUEST_MS = 30_000;

export type Query = Record<string, string | number | boolean | undefined>;

export type Request = {
  query?: Query;
  body?: JsonValue;
  contentType?: string;
  accept?: string;
  signal?: AbortSignal;
};

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectOf(text: string): JsonObject {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    // Then it is no object either.
  }
  if (!isObject(answer)) {
    throw notByApiServer();
  }
  return answer;
}

/** The `code` of the innermost cause, e.g. `ECONNREFUSED`. */
function systemCode(error: unknown): string {
  let current: unknown = error;
  let found = error instanceof Error ? error.name : 'unknown';
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    if ('code' in current && typeof current.code === 'string') {
      found = current.code;
    }
    current = current.cause;
  }
  return found;
}

/**
 * Talks to one API server in JSON, as the login of its kubeconfig. The
 * generated client is not used: it makes objects of the kinds that it knows
 * and loses what it does not, and lists without pages.
 */
export class ApiClient {
  constructor(private readonly config: KubeConfig) {}

  async request(
    method: HttpMethod,
    path: string,
    request: Request = {},
  ): Promise<JsonObject> {
    const late = AbortSignal.timeout(REQUEST_MS);
    const signal = request.signal
      ? AbortSignal.any([request.signal, late])
      : late;
    const response = await this.send(method, path, { ...request, signal });
    const text = await this.read(response, request.signal);
    if (!response.ok) {
      throw errorOfAnswer(response.status, text);
    }
    return objectOf(text);
  }

  /**
   * Opens an answer that does not end; what comes back yields its lines, each
   * an object.
   */
  async open(
    path: string,
    query: Query,
    signal: AbortSignal,
  ): Promise<AsyncGenerator<JsonObject>> {
    const response = await this.begin(path, query, signal);
    if (!response.ok || !response.body) {
      throw errorOfAnswer(response.status, await this.read(response, signal));
    }
    return this.lines(response.body, signal);
  }

  /** The answer may last; that it begins is waited for as for any other. */
  private async begin(
    path: string,
    query: Query,
    signal: AbortSignal,
  ): Promise<Response> {
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(new KubernetesError('unreachable', 'ETIMEDOUT')),
      REQUEST_MS,
    );
    try {
      return await this.send('GET', path, {
        query,
        signal: AbortSignal.any([signal, late.signal]),
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Opens an answer of bytes that may not end; read as fast as it is taken. */
  async stream(
    path: string,
    query: Query,
    signal: AbortSignal,
  ): Promise<AsyncGenerator<Uint8Array>> {
    const response = await this.begin(path, query, signal);
    if (!response.ok || !response.body) {
      throw errorOfAnswer(response.status, await this.read(response, signal));
    }
    return this.bytes(response.body, signal);
  }

  private async *bytes(
    body: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } catch (error) {
      throw this.silence(error, signal);
    }
  }

  private async *lines(
    body: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): AsyncGenerator<JsonObject> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of body) {
        rest += decoder.decode(chunk, { stream: true });
        const lines = rest.split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          const value: unknown = line ? JSON.parse(line) : undefined;
          if (isObject(value)) {
            yield value;
          }
        }
      }
    } catch (error) {
      signal.throwIfAborted();
      throw new KubernetesError('unreachable', systemCode(error), {
        cause: error,
      });
    }
  }

  private async send(
    method: HttpMethod,
    path: string,
    { query = {}, body, contentType, accept, signal }: Request,
  ): Promise<Response> {
    const server = this.config.getCurrentCluster()?.server;
    if (!server) {
      throw new KubernetesError('unreachable', 'no cluster is configured');
    }
    const url = new URL(server.replace(/\/+$/, '') + path);
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined) {
        url.searchParams.set(key, String(value));
      }
    }
    const context = new RequestContext(url.toString(), method);
    try {
      await this.config.applySecurityAuthentication(context);
      return await fetch(url, {
        method,
        headers: {
          ...context.getHeaders(),
          Accept: accept ?? 'application/json',
          ...(body === undefined
            ? {}
            : { 'Content-Type': contentType ?? 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        dispatcher: context.getDispatcher(),
        signal,
        redirect: 'error',
      });
    } catch (error) {
      throw this.silence(error, signal);
    }
  }

  private async read(
    response: Response,
    signal?: AbortSignal,
  ): Promise<string> {
    try {
      return await response.text();
    } catch (error) {
      throw this.silence(error, signal);
    }
  }

  private silence(error: unknown, signal?: AbortSignal): unknown {
    // The caller's own end is no fault of the cluster.
    if (signal?.aborted && signal.reason?.name !== 'TimeoutError') {
      return signal.reason;
    }
    return new KubernetesError('unreachable', systemCode(error), {
      cause: error,
    });
  }
}
