import {
  AuthenticationError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  AuthProviderFactory,
  AuthProviderRouteHandlers,
  AuthResolverContext,
  prepareBackstageIdentityResponse,
} from '@backstage/plugin-auth-node';
import { Request, Response } from 'express';
import { SamplePeople } from './people';
import { chosenPerson, OwnPage, SessionCookie } from './session';

export const PROVIDER_ID = 'sample-people';

/** One signs in by naming a person; the portal's own page and scripts do so by `refresh`. */
class SamplePeopleProvider implements AuthProviderRouteHandlers {
  readonly #people: SamplePeople;
  readonly #context: AuthResolverContext;
  readonly #cookie: SessionCookie;
  readonly #ownPage: OwnPage;

  constructor(
    people: SamplePeople,
    context: AuthResolverContext,
    cookie: SessionCookie,
    ownPage: OwnPage,
  ) {
    this.#people = people;
    this.#context = context;
    this.#cookie = cookie;
    this.#ownPage = ownPage;
  }

  async start(): Promise<void> {
    throw new NotFoundError(
      'The sample people have no sign-in window: choose one on the sign-in page.',
    );
  }

  async frameHandler(): Promise<void> {
    return this.start();
  }

  async refresh(req: Request, res: Response): Promise<void> {
    this.#ownPage.require(req);
    const person = chosenPerson(req);
    if (person === undefined) {
      throw new AuthenticationError('Nobody is chosen: name a "person".');
    }
    if (!(await this.#people.has(person))) {
      this.#cookie.forget(res);
      throw new NotAllowedError(`"${person}" is not one of the sample people.`);
    }
    const { entity } = await this.#context.findCatalogUser({
      entityRef: { name: person },
    });
    const signIn = await this.#context.signInWithCatalogUser({
      entityRef: { name: person },
    });
    const profile = profileOf(entity.spec?.profile);
    this.#cookie.keep(res, person);
    res.json({
      profile,
      providerInfo: {},
      backstageIdentity: prepareBackstageIdentityResponse(signIn),
    });
  }

  async logout(req: Request, res: Response): Promise<void> {
    this.#ownPage.require(req);
    this.#cookie.forget(res);
    res.status(200).end();
  }
}

/** The words for the person's menu; anything else in the profile is left out. */
function profileOf(profile: unknown): Record<string, string> {
  if (typeof profile !== 'object' || profile === null) return {};
  return Object.fromEntries(
    Object.entries(profile).filter(
      (entry): entry is [string, string] =>
        ['displayName', 'email', 'picture'].includes(entry[0]) &&
        typeof entry[1] === 'string',
    ),
  );
}

export function createSamplePeopleProvider(
  people: SamplePeople,
  ownPage: OwnPage,
): AuthProviderFactory {
  return ({ resolverContext, baseUrl }) =>
    new SamplePeopleProvider(
      people,
      resolverContext,
      new SessionCookie(new URL(`${baseUrl}/${PROVIDER_ID}`)),
      ownPage,
    );
}
