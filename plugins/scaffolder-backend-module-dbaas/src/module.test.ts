import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { FakeDbaas, ok } from './__testUtils__/FakeDbaas';
import { databaseEntity, request } from './__testUtils__/fixtures';
import scaffolderModuleDbaas from './index';

jest.setTimeout(60_000);

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'request' },
  spec: {
    owner: 'group:default/a',
    type: 'database',
    parameters: [{ title: 'x', properties: { request: { type: 'object' } } }],
    steps: [
      {
        id: 'create',
        name: 'Create',
        action: 'dbaas:instance:create',
        input: { request: '${{ parameters.request }}' },
      },
      {
        id: 'wait',
        name: 'Wait',
        action: 'dbaas:instance:wait',
        input: { operationId: '${{ steps.create.output.operationId }}' },
      },
    ],
    output: { entityRef: '${{ steps.create.output.entityRef }}' },
  },
};

describe('scaffolder module dbaas', () => {
  const fake = new FakeDbaas();
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  const post = (path: string, body: object) =>
    fetch(`http://127.0.0.1:${backend.server.port()}/api/scaffolder${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        'Content-Type': 'application/json',
        Authorization: mockCredentials.user.header(),
      },
    });

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleDbaas,
        catalogServiceMock.factory({
          entities: [
            databaseEntity,
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'User',
              metadata: { name: 'mock' },
              spec: {},
            },
            template,
          ],
        }),
        createBackendPlugin({
          pluginId: 'dbaas',
          register: ({ registerInit }) =>
            registerInit({
              deps: { http: coreServices.httpRouter },
              init: async ({ http }) => {
                http.use((req, res) => {
                  fake.handle(req, res).catch(error => res.destroy(error));
                });
              },
            }),
        }),
      ],
    });
  });

  afterAll(() => backend.stop());
  beforeEach(() => {
    fake.received.length = 0;
  });

  it('adds the actions, with what they take', async () => {
    const answer = await fetch(
      `http://127.0.0.1:${backend.server.port()}/api/scaffolder/v2/actions`,
      { headers: { Authorization: mockCredentials.user.header() } },
    );
    const actions: Array<{ id: string; schema: { input: object } }> =
      await answer.json();
    const ours = actions.filter(({ id }) => id.startsWith('dbaas:'));
    expect(ours.map(({ id }) => id).sort()).toEqual([
      'dbaas:instance:create',
      'dbaas:instance:delete',
      'dbaas:instance:wait',
      'dbaas:tenant:create',
    ]);
    expect(JSON.stringify(ours)).not.toMatch(/password"/i);
  });

  it('runs a template from the request to the entity', async () => {
    fake
      .on(
        'POST /v1/instances',
        ok(
          {
            uid: 'u1',
            entityRef: 'resource:default/orders--main',
            operation: { id: 'op1' },
          },
          202,
        ),
      )
      .on(
        'GET /v1/operations/op1',
        ok({
          id: 'op1',
          kind: 'create',
          state: 'succeeded',
          tenant: 'orders',
          instance: { uid: 'u1', name: 'main' },
          steps: [],
          events: [],
        }),
      );
    const started = await post('/v2/tasks', {
      templateRef: 'template:default/request',
      values: { request },
    });
    expect(started.status).toBe(201);
    const { id } = await started.json();

    const task = async () => {
      const answer = await fetch(
        `http://127.0.0.1:${backend.server.port()}/api/scaffolder/v2/tasks/${id}`,
        { headers: { Authorization: mockCredentials.user.header() } },
      );
      return answer.json();
    };
    for (const end = Date.now() + 20_000; Date.now() < end; ) {
      if (!['open', 'processing'].includes((await task()).status)) {
        break;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    expect((await task()).status).toBe('completed');
    expect(fake.calls('POST /v1/instances')).toMatchObject([
      { body: request, principal: mockCredentials.user().principal },
    ]);
  });

  it('can be tried without making anything', async () => {
    fake.on(
      'POST /v1/instance-previews',
      ok({
        problems: [],
        changes: [],
        steps: [{ en: 'Start it', zh: '启动' }],
      }),
    );
    const answer = await post('/v2/dry-run', {
      template,
      values: { request },
      secrets: {},
      directoryContents: [],
    });
    expect(answer.status).toBe(200);
    const { log, output } = await answer.json();
    expect(output).toEqual({ entityRef: 'resource:default/orders--main' });
    expect(JSON.stringify(log)).toContain('Start it · 启动');
    expect(fake.received.map(({ call }) => call)).toEqual([
      'POST /v1/instance-previews',
    ]);
  });

  it('refuses a request with what does not belong there', async () => {
    const answer = await post('/v2/dry-run', {
      template,
      values: { request: { ...request, password: 'hunter2' } },
      secrets: {},
      directoryContents: [],
    });
    const text = await answer.text();
    expect(text).not.toContain('Start it');
    expect(text).not.toContain('hunter2');
    expect(fake.received).toEqual([]);
  });
});
