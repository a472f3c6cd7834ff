import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import kubernetes from './kubernetes';

jest.setTimeout(120_000);

describe('what the Kubernetes tab asks', () => {
  const clustersWith = async (data: object) => {
    const backend = await startTestBackend({
      features: [
        kubernetes,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: JSON.parse(JSON.stringify(data)),
        }),
      ],
    });
    try {
      return await request(backend.server).get('/api/kubernetes/clusters');
    } finally {
      await backend.stop();
    }
  };

  it('is there for the clusters that the config names', async () => {
    const { status, body } = await clustersWith({
      kubernetes: {
        serviceLocatorMethod: { type: 'multiTenant' },
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'staging',
                url: 'https://staging.example',
                authProvider: 'serviceAccount',
                serviceAccountToken: 'made-here',
              },
            ],
          },
        ],
      },
    });
    expect(status).toBe(200);
    expect(body.items).toMatchObject([{ name: 'staging' }]);
    expect(JSON.stringify(body)).not.toContain('made-here');
  });

  it('is not there, and in nobody’s way, without', async () => {
    expect((await clustersWith({})).status).toBe(404);
  });
});
