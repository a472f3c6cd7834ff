import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// A test puts a whole portal together; the module itself imports no plugin.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import dbaasPlugin from '@dbaas-portal/plugin-dbaas-backend';
import dbaasModulePostgresql from '@dbaas-portal/plugin-dbaas-backend-module-postgresql';
import { describeBinding } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import request from 'supertest';
import thirdPartyModule from '.';
import { PAPER_LOCATION, paperdbOnPaper, paperdbSpec } from './bindings';
import { PAPERDB } from './paperdb';

jest.setTimeout(60_000);

const observedAt = '2026-01-01T00:00:00.000Z';

describeBinding(paperdbOnPaper, {
  inventory: { found: { fakedb: [{ version: '2', facts: {} }] } },
  specs: { single: paperdbSpec },
  evidence: () => ({
    reachable: true,
    resources: [
      {
        resource: {
          kind: 'FakeServer',
          metadata: { name: 'm0' },
          status: { running: true, port: 1 },
        },
        incarnation: 'i1',
        observedAt,
      },
    ],
    probes: [
      {
        member: 'm0',
        observedAt,
        ok: true,
        probe: { role: 'primary', version: '2', facts: {} },
      },
    ],
  }),
});

describe("a portal with somebody else's package", () => {
  let server: Awaited<ReturnType<typeof startTestBackend>>['server'];
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const backend = await startTestBackend({
      features: [
        dbaasPlugin,
        dbaasModulePostgresql,
        thirdPartyModule,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: {
            dbaas: {
              operations: { pollSeconds: 0.05 },
              seed: {
                tenants: [
                  {
                    name: 'office',
                    displayName: 'Office',
                    owner: 'group:default/office',
                    quotas: { [PAPER_LOCATION]: { instances: 5 } },
                  },
                ],
              },
            },
          },
        }),
      ],
    });
    server = backend.server;
    stop = () => backend.stop();
  });
  afterAll(() => stop());

  const get = (path: string) =>
    request(server)
      .get(`/api/dbaas/v1${path}`)
      .set('Authorization', mockCredentials.user.header());
  const post = (path: string, body: object) =>
    request(server)
      .post(`/api/dbaas/v1${path}`)
      .set('Authorization', mockCredentials.user.header())
      .send(body);

  it('offers its engine with texts and icon, and its binding of ours', async () => {
    const { body } = await get('/engines').expect(200);
    const engine = body.engines.find((e: { id: string }) => e.id === PAPERDB);
    expect(engine).toMatchObject({
      name: 'PaperDB',
      description: { zh: expect.stringContaining('纸') },
      icon: expect.stringMatching(/^<svg/),
    });
    const here = body.offers
      .filter((o: { location: string }) => o.location === PAPER_LOCATION)
      .map((o: { engine: string; controller: string }) => [
        o.engine,
        o.controller,
      ]);
    expect(here).toEqual(
      expect.arrayContaining([
        [PAPERDB, 'clerks'],
        ['postgresql', 'clerks'],
      ]),
    );
  });

  const paper = {
    name: 'ledger',
    tenant: 'office',
    location: PAPER_LOCATION,
    topology: 'single',
    environment: 'test',
  };

  it('shows what our engine would be on its platform', async () => {
    const { body } = await post('/instance-previews', {
      ...paper,
      engine: 'postgresql',
      version: '18',
      resources: { cpuMillis: 1000, memoryMib: 1024, storageMib: 2048 },
    }).expect(200);
    expect(body.problems).toEqual([]);
    expect(body.changes).toMatchObject([{ action: 'create', name: 'm0' }]);
  });

  it('makes an instance of its engine on its platform', async () => {
    const { body } = await post('/instances', {
      ...paper,
      engine: PAPERDB,
      version: '2',
      parameters: { sheets: 20 },
      resources: { cpuMillis: 1, memoryMib: 1, storageMib: 1 },
    }).expect(202);
    const states = ['pending', 'running'];
    let operation = body.operation;
    while (states.includes(operation.state)) {
      await new Promise(resolve => setTimeout(resolve, 50));
      operation = (await get(`/operations/${operation.id}`)).body;
    }
    expect(operation).toMatchObject({ state: 'succeeded' });
  });
});
