import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { z } from 'zod';
import { requireDevelopment } from './environment';
import { authModuleSamplePeople } from './module';

const user = (name: string, sample: boolean, namespace = 'default') => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name,
    namespace,
    description: `What ${name} does`,
    annotations: {
      'dbaas-portal.io/role': 'Developer',
      'dbaas-portal.io/role-zh': '开发者',
      ...(sample && { 'dbaas-portal.io/sample-person': 'true' }),
    },
  },
  spec: { profile: { displayName: name.toUpperCase() }, memberOf: ['team'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/team' }],
});

const OWN_PAGE = { 'X-Requested-With': 'XMLHttpRequest' };
const at = '/api/auth/sample-people';

const sessionSchema = z.object({
  backstageIdentity: z.object({
    token: z.string(),
    identity: z.object({
      userEntityRef: z.string(),
      ownershipEntityRefs: z.string().array(),
    }),
  }),
});

async function start(people?: string[]) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      authModuleSamplePeople,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://portal.test:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          auth: { providers: { 'sample-people': people ? { people } : {} } },
        },
      }),
      catalogServiceMock.factory({
        entities: [
          user('alice', true),
          user('tom', true),
          user('root', false),
          user('root', true, 'elsewhere'),
        ],
      }),
    ],
  });
  return request.agent(server);
}

describe('sample people', () => {
  it('are those whom the catalog marks, with the words of both languages', async () => {
    const agent = await start();
    const { body } = await agent.get(`${at}/people`).set(OWN_PAGE).expect(200);
    expect(body.people).toEqual([
      {
        name: 'alice',
        displayName: 'ALICE',
        role: { en: 'Developer', zh: '开发者' },
        description: { en: 'What alice does', zh: 'What alice does' },
      },
      expect.objectContaining({ name: 'tom' }),
    ]);
  });

  it('give a token with the ownership of the catalog, and a session that survives a reload until one leaves', async () => {
    const agent = await start();
    await agent.post(`${at}/refresh`).set(OWN_PAGE).expect(401);

    const first = await agent
      .post(`${at}/refresh`)
      .set(OWN_PAGE)
      .send({ person: 'alice' })
      .expect(200);
    const { backstageIdentity } = sessionSchema.parse(first.body);
    expect(backstageIdentity.identity.userEntityRef).toBe('user:default/alice');
    const cookie = String(first.headers['set-cookie']);
    expect(cookie).toContain(`Path=${at}`);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');

    expect(backstageIdentity.identity.ownershipEntityRefs).toEqual([
      'user:default/alice',
      'group:default/team',
    ]);

    const reload = await agent.post(`${at}/refresh`).set(OWN_PAGE).expect(200);
    expect(
      sessionSchema.parse(reload.body).backstageIdentity.identity.userEntityRef,
    ).toBe('user:default/alice');

    await agent.post(`${at}/logout`).set(OWN_PAGE).expect(200);
    await agent.post(`${at}/refresh`).set(OWN_PAGE).expect(401);
  });

  it('are nobody else, and not for other sites', async () => {
    const agent = await start();
    const refused = await agent
      .post(`${at}/refresh?person=root`)
      .set(OWN_PAGE)
      .expect(403);
    expect(refused.body.error.message).toContain('"root"');
    await agent
      .post(`${at}/refresh`)
      .set(OWN_PAGE)
      .send({ person: { $ne: '' } })
      .expect(400);
    await agent.post(`${at}/refresh?person=alice`).expect(403);
    await agent.post(`${at}/logout`).expect(403);
    await agent.get(`${at}/people`).expect(403);
    await agent.get(`${at}/start`).expect(404);
  });

  it('are not reached under the name of a site that leads to this machine', async () => {
    const agent = await start();
    for (const host of ['evil.example', 'localhost.evil.example', 'evil@x:1']) {
      await agent
        .post(`${at}/refresh?person=alice`)
        .set({ ...OWN_PAGE, Host: host })
        .expect(403);
      await agent
        .get(`${at}/people`)
        .set({ ...OWN_PAGE, Host: host })
        .expect(403);
    }
    for (const host of ['portal.test:3000', 'localhost:7007', '[::1]:7007']) {
      const { body } = await agent
        .get(`${at}/people`)
        .set({ ...OWN_PAGE, Host: host })
        .expect(200);
      expect(body.people).toHaveLength(2);
    }
  });

  it('are those of the config where it names them', async () => {
    const agent = await start(['root']);
    const { body } = await agent.get(`${at}/people`).set(OWN_PAGE).expect(200);
    expect(body.people.map((each: { name: string }) => each.name)).toEqual([
      'root',
    ]);
    await agent.post(`${at}/refresh?person=alice`).set(OWN_PAGE).expect(403);
    await agent.post(`${at}/refresh?person=root`).set(OWN_PAGE).expect(200);
  });
});

describe('the module', () => {
  const environment = process.env.NODE_ENV;
  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: environment });
  });

  it('stops a backend that is not for development', async () => {
    Object.assign(process.env, { NODE_ENV: 'production' });
    await expect(start()).rejects.toThrow(/without a password/);
  });

  it('counts a silent environment as production', () => {
    expect(() => requireDevelopment(undefined)).toThrow('it is not set');
    expect(() => requireDevelopment('development')).not.toThrow();
  });
});
