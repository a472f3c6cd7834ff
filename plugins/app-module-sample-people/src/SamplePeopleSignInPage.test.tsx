import {
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { IdentityApi } from '@backstage/frontend-plugin-api';
import { configure, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { z } from 'zod';
import { SamplePeopleSignInPage } from './SamplePeopleSignInPage';

// The first render compiles what it loads, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

const auth = '*/api/auth/sample-people';

const alice = {
  name: 'alice',
  displayName: 'Alice',
  role: { en: 'Application developer', zh: '应用开发者' },
  description: { en: 'Needs a database.', zh: '需要一个数据库。' },
};

const session = (seconds: number) => ({
  profile: { displayName: 'Alice' },
  providerInfo: {},
  backstageIdentity: {
    token: `token-for-${seconds}`,
    expiresInSeconds: seconds,
    identity: {
      type: 'user',
      userEntityRef: 'user:default/alice',
      ownershipEntityRefs: ['user:default/alice', 'group:default/team'],
    },
  },
});

/** A backend that remembers who was chosen, as the cookie does. */
function backend(options: { chosen?: boolean; seconds?: number[] } = {}) {
  const asked: string[] = [];
  const seconds = options.seconds ?? [];
  let chosen = options.chosen ?? false;
  const handlers = [
    http.get(`${auth}/people`, () => HttpResponse.json({ people: [alice] })),
    http.post(`${auth}/refresh`, async ({ request }) => {
      expect(request.headers.get('x-requested-with')).toBe('XMLHttpRequest');
      const { person } = z
        .object({ person: z.string().optional() })
        .parse(await request.json());
      if (person) {
        asked.push(person);
        chosen = true;
      }
      return chosen
        ? HttpResponse.json(session(seconds.shift() ?? 3600))
        : HttpResponse.json({}, { status: 401 });
    }),
  ];
  return { handlers, asked };
}

describe('SamplePeopleSignInPage', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const renderPage = async (environment?: string) => {
    const entered = jest.fn<void, [IdentityApi]>();
    await renderInTestApp(
      <SamplePeopleSignInPage onSignInSuccess={entered} />,
      {
        config: {
          app: { title: 'Portal' },
          backend: { baseUrl: 'http://localhost:7007' },
          ...(environment && { auth: { environment } }),
        },
      },
    );
    return entered;
  };

  it('lets one choose a person, whose token is renewed before it ends', async () => {
    const { handlers, asked } = backend({ seconds: [200, 3600] });
    server.use(...handlers);
    const entered = await renderPage();

    await userEvent.click(
      await screen.findByRole('button', { name: 'Enter as Alice' }),
    );

    await screen.findByRole('progressbar');
    expect(screen.queryByText('Needs a database.')).not.toBeInTheDocument();
    expect(entered).toHaveBeenCalledTimes(1);
    const [identity] = entered.mock.calls[0];
    expect(await identity.getBackstageIdentity()).toMatchObject({
      ownershipEntityRefs: ['user:default/alice', 'group:default/team'],
    });
    // The first token ends within the margin, so two callers share one renewal.
    const [one, two] = await Promise.all([
      identity.getCredentials(),
      identity.getCredentials(),
    ]);
    expect([one.token, two.token]).toEqual([
      'token-for-3600',
      'token-for-3600',
    ]);
    expect(asked).toEqual(['alice', 'alice']);
  });

  it('goes on as the person of before', async () => {
    server.use(...backend({ chosen: true }).handlers);
    const entered = await renderPage();
    await screen.findByRole('heading', { name: 'Who would you like to be?' });
    await screen.findByRole('progressbar');
    expect(
      screen.queryByRole('button', { name: 'Enter as Alice' }),
    ).not.toBeInTheDocument();
    expect(entered).toHaveBeenCalledTimes(1);
  });

  it('says what to do when the backend has no sample people', async () => {
    server.use(
      http.post(`${auth}/refresh`, () =>
        HttpResponse.json({}, { status: 404 }),
      ),
      http.get(`${auth}/people`, () => HttpResponse.json({}, { status: 404 })),
    );
    await renderPage();
    expect(
      await screen.findByText(/it needs "auth.providers.sample-people"/),
    ).toBeInTheDocument();
    server.use(...backend().handlers);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('button', { name: 'Enter as Alice' }),
    ).toBeInTheDocument();
  });

  it('offers nobody outside of development', async () => {
    await renderPage('production');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Sample people exist in development only.',
    );
  });
});
