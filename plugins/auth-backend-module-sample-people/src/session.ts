import { CookieOptions, Request, Response } from 'express';
import { InputError, NotAllowedError } from '@backstage/errors';
import { z } from 'zod';

/** Remembers who was chosen, over a reload of the page. */
const COOKIE = 'sample-person';
const DAYS_30 = 30 * 24 * 60 * 60 * 1000;

const personSchema = z.string().min(1).max(63);

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether a request is of the portal's own page, or of a script. Without a
 * password there is nothing else that another site would have to know.
 */
export class OwnPage {
  readonly #hosts: ReadonlySet<string>;

  /** `baseUrls`: where the portal is reached, beside this machine itself. */
  constructor(baseUrls: string[]) {
    this.#hosts = new Set([
      ...LOOPBACK,
      ...baseUrls.map(url => new URL(url).hostname.toLowerCase()),
    ]);
  }

  require(req: Request): void {
    // Other sites can make a browser send requests with our cookie, but not with
    // this header: it needs a CORS preflight, which only the app's origin passes.
    if (req.header('x-requested-with') !== 'XMLHttpRequest') {
      throw new NotAllowedError(
        'This request needs the header X-Requested-With: XMLHttpRequest.',
      );
    }
    // A site that lets its own name lead to this machine (DNS rebinding) passes as
    // the same origin, but its requests carry its name.
    if (!this.#hosts.has(hostnameOf(req.header('host')))) {
      throw new NotAllowedError(
        'The sample people are reached only under the names of app.baseUrl and backend.baseUrl, or as localhost.',
      );
    }
  }
}

function hostnameOf(host: string | undefined): string {
  const url = `http://${host ?? ''}`;
  return host && URL.canParse(url) ? new URL(url).hostname.toLowerCase() : '';
}

/** Whom the request wants to be: by its body or query, else by the cookie. */
export function chosenPerson(req: Request): string | undefined {
  const asked = req.body?.person ?? req.query.person;
  const known = asked ?? req.cookies?.[COOKIE];
  if (known === undefined || known === '') return undefined;
  const parsed = personSchema.safeParse(known);
  if (!parsed.success) {
    throw new InputError('"person" is the name of one sample person.');
  }
  return parsed.data;
}

/** The cookie of a provider whose routes lie below `baseUrl`. */
export class SessionCookie {
  readonly #options: CookieOptions;

  constructor(providerUrl: URL) {
    this.#options = {
      httpOnly: true,
      sameSite: 'lax',
      secure: providerUrl.protocol === 'https:',
      path: providerUrl.pathname,
    };
  }

  keep(res: Response, person: string): void {
    res.cookie(COOKIE, person, { ...this.#options, maxAge: DAYS_30 });
  }

  forget(res: Response): void {
    res.clearCookie(COOKIE, this.#options);
  }
}
