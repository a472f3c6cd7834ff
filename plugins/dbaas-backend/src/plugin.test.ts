import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { dbaasPlugin } from './plugin';

jest.setTimeout(240_000);

describe('the plugin', () => {
  it('starts without any engine and answers', async () => {
    const { server } = await startTestBackend({
      features: [dbaasPlugin, catalogServiceMock.factory()],
    });
    const me = await request(server).get('/api/dbaas/v1/me');
    expect(me.status).toBe(200);
    expect(me.body).toMatchObject({
      userEntityRef: 'user:default/mock',
      tenants: [],
      signals: false,
      paused: false,
    });
    const engines = await request(server).get('/api/dbaas/v1/engines');
    expect(engines.body).toEqual({ engines: [], offers: [] });
    const list = await request(server).get('/api/dbaas/v1/instances');
    expect(list.body).toMatchObject({ items: [], total: 0 });
    const again = await request(server)
      .get('/api/dbaas/v1/instances')
      .set('If-None-Match', list.headers.etag);
    expect(again.status).toBe(304);
    const anonymous = await request(server)
      .get('/api/dbaas/v1/me')
      .set('Authorization', mockCredentials.none.header());
    expect(anonymous.status).toBe(401);
  });
});
