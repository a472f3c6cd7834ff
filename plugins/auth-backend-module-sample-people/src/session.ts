import { CookieOptions, Request, Response } from 'express';
import { InputError, NotAllowedError } from '@backstage/errors';
import { z } from 'zod';

/** Remembers who was chosen, over a reload of the page. */
const COOKIE = 'sample-person';
const DAYS_30 = 30 * 24 * 60 * 60 * 1000;

const personSchema = z.string().min(1).max(63);

/**
 * Other sites can make a browser send requests with our cookie, but not with this
 * header: it needs a CORS preflight, which only the app's own origin passes.
 */
export function requireOwnPage(req: Request): void {
  if (req.header('x-requested-with') !== 'XMLHttpRequest') {
    throw new NotAllowedError(
      'This request needs the header X-Requested-With: XMLHttpRequest.',
    );
  }
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
