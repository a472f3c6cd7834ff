import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { DefaultApiClient } from '@dbaas-portal/plugin-dbaas-common';
import { ApiErrorDetails, readApiError } from './apiError';

/** An answer that takes longer is none. */
const REQUEST_TIMEOUT_MS = 30_000;

/** The one thing of an action's context that a call needs: who asks. */
export type Initiator = {
  getInitiatorCredentials(): Promise<BackstageCredentials>;
};

type Answer<T> = { ok: boolean; status: number; json: () => Promise<T> };

/** The API refused; `details` for those who can do something about it. */
export type Refusal = { error: Error; details: ApiErrorDetails };

/**
 * The generated client passes header parameters on by their names in code; on
 * the wire this one has a dash.
 */
function withWireHeaders(headers: HeadersInit | undefined): Headers {
  const wire = new Headers(headers);
  const key = wire.get('idempotencyKey');
  if (key !== null) {
    wire.delete('idempotencyKey');
    wire.set('Idempotency-Key', key);
  }
  return wire;
}

/**
 * Speaks to the dbaas plugin as the person who started the task, never as the
 * scaffolder: a template gives nobody a right that they do not have.
 */
export class DbaasConnection {
  readonly #auth: AuthService;
  readonly #client: DefaultApiClient;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#client = new DefaultApiClient({
      discoveryApi: options.discovery,
      fetchApi: {
        fetch: (input, init) =>
          fetch(input, {
            ...init,
            headers: withWireHeaders(init?.headers),
            signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
          }),
      },
    });
  }

  /** Calls the API; a refusal is thrown. */
  async call<T>(
    initiator: Initiator,
    request: (
      client: DefaultApiClient,
      options: { token: string },
    ) => Promise<Answer<T>>,
  ): Promise<T> {
    const answer = await this.attempt(initiator, request);
    if ('refused' in answer) {
      throw answer.refused.error;
    }
    return answer.value;
  }

  /** Calls the API; a refusal is an answer too. */
  async attempt<T>(
    initiator: Initiator,
    request: (
      client: DefaultApiClient,
      options: { token: string },
    ) => Promise<Answer<T>>,
  ): Promise<{ value: T } | { refused: Refusal }> {
    // Asked for each time: a task may outlive a token.
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await initiator.getInitiatorCredentials(),
      targetPluginId: 'dbaas',
    });
    const answer = await request(this.#client, { token });
    if (answer.ok) {
      return { value: await answer.json() };
    }
    const refused =
      answer instanceof Response
        ? await readApiError(answer)
        : {
            error: new Error(`The dbaas plugin answered ${answer.status}`),
            details: { status: answer.status },
          };
    return { refused };
  }
}
