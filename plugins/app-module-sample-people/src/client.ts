import { DiscoveryApi, ProfileInfo } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { z } from 'zod';

const text = z.object({ en: z.string(), zh: z.string() });

const personSchema = z.object({
  name: z.string(),
  displayName: z.string(),
  picture: z.string().optional(),
  role: text,
  description: text,
});

const peopleSchema = z.object({ people: z.array(personSchema) });

const sessionSchema = z.object({
  profile: z.object({
    displayName: z.string().optional(),
    email: z.string().optional(),
    picture: z.string().optional(),
  }),
  backstageIdentity: z.object({
    token: z.string(),
    expiresInSeconds: z.number().optional(),
    identity: z.object({
      type: z.literal('user'),
      userEntityRef: z.string(),
      ownershipEntityRefs: z.array(z.string()),
    }),
  }),
});

export type Person = z.infer<typeof personSchema>;

export type Session = {
  profile: ProfileInfo;
  token: string;
  expiresAt: number;
  identity: z.infer<typeof sessionSchema>['backstageIdentity']['identity'];
};

/** Long before the token ends, so that no request is sent with one that just ended. */
const MARGIN_SECONDS = 300;
const DEFAULT_SECONDS = 3600;

/** Talks to the provider in the backend; nobody is signed in yet, so no token is sent. */
export class SamplePeopleClient {
  readonly #discovery: DiscoveryApi;

  constructor(discovery: DiscoveryApi) {
    this.#discovery = discovery;
  }

  async people(): Promise<Person[]> {
    const response = await this.#call('people', 'GET');
    return peopleSchema.parse(await response.json()).people;
  }

  /** Without a name: whoever was chosen before, if anybody was. */
  async session(person?: string): Promise<Session> {
    const response = await this.#call(
      'refresh',
      'POST',
      person === undefined ? {} : { person },
    );
    const { profile, backstageIdentity } = sessionSchema.parse(
      await response.json(),
    );
    const seconds = backstageIdentity.expiresInSeconds ?? DEFAULT_SECONDS;
    return {
      profile,
      token: backstageIdentity.token,
      expiresAt: Date.now() + Math.max(0, seconds - MARGIN_SECONDS) * 1000,
      identity: backstageIdentity.identity,
    };
  }

  async signOut(): Promise<void> {
    await this.#call('logout', 'POST');
  }

  async #call(
    path: string,
    method: 'GET' | 'POST',
    body?: Record<string, string>,
  ): Promise<Response> {
    const base = await this.#discovery.getBaseUrl('auth');
    const response = await fetch(`${base}/sample-people/${path}`, {
      method,
      credentials: 'include',
      headers: {
        'x-requested-with': 'XMLHttpRequest',
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}
