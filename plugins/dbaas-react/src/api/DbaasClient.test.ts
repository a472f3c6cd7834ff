/**
 * @jest-environment node
 */
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { DbaasClient } from './DbaasClient';
import { readDbaasError } from './errors';

const BASE = 'http://portal.test/api/dbaas';
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function client() {
  return new DbaasClient({
    discoveryApi: { getBaseUrl: async () => BASE },
    fetchApi: { fetch: globalThis.fetch },
  });
}

describe('DbaasClient', () => {
  it('gives the same object again when nothing has changed', async () => {
    const asked: Array<string | null> = [];
    server.use(
      http.get(`${BASE}/v1/tenants`, ({ request }) => {
        const tag = request.headers.get('if-none-match');
        asked.push(tag);
        return tag === '"a"'
          ? new HttpResponse(null, { status: 304 })
          : HttpResponse.json({ tenants: [] }, { headers: { ETag: '"a"' } });
      }),
    );
    const api = client();
    const first = await api.listTenants();
    expect(await api.listTenants()).toBe(first);
    expect(asked).toEqual([null, '"a"']);
  });

  it('repeats list parameters and leaves out what is not set', async () => {
    let url = new URL(BASE);
    server.use(
      http.get(`${BASE}/v1/instances`, ({ request }) => {
        url = new URL(request.url);
        return HttpResponse.json({ items: [], total: 0 });
      }),
    );
    await client().listInstances({
      tenant: ['a', 'b&c'],
      engine: [],
      search: 'x y',
      limit: 10,
    });
    expect(url.searchParams.getAll('tenant')).toEqual(['a', 'b&c']);
    expect(url.searchParams.has('engine')).toBe(false);
    expect(url.searchParams.get('search')).toBe('x y');
  });

  it('sends the idempotency key under its header name', async () => {
    let key: string | null = null;
    server.use(
      http.post(`${BASE}/v1/instances/u/operations`, ({ request }) => {
        key = request.headers.get('idempotency-key');
        return HttpResponse.json({ id: 'op' }, { status: 202 });
      }),
    );
    await client().startOperation(
      'u',
      { kind: 'stop', input: {} },
      { idempotencyKey: 'k1' },
    );
    expect(key).toBe('k1');
  });

  it('asks the audit with all filters, the beginning included', async () => {
    let query = '';
    server.use(
      http.get(`${BASE}/v1/audit`, ({ request }) => {
        query = new URL(request.url).search;
        return HttpResponse.json({ items: [], retentionDays: 30 });
      }),
    );
    await client().listAudit({
      from: '2026-01-01T00:00:00Z',
      actor: '',
      limit: 5,
    });
    expect(query).toBe('?from=2026-01-01T00%3A00%3A00Z&limit=5');
  });

  it('keeps code, field, parameters and text of an error', async () => {
    server.use(
      http.post(`${BASE}/v1/tenants`, () =>
        HttpResponse.json(
          {
            error: {
              name: 'InputError',
              message: 'no',
              code: 'name-taken',
              field: 'name',
              params: { name: 'shop', odd: { not: 'plain' } },
              text: { en: 'Taken', zh: '已存在' },
            },
            request: { method: 'POST', url: '/' },
            response: { statusCode: 400 },
          },
          { status: 400 },
        ),
      ),
    );
    const error = await client()
      .createTenant({
        name: 'shop',
        displayName: 'Shop',
        owner: 'group:default/a',
        members: [],
        quotas: {},
      })
      .catch((caught: unknown) => caught);
    expect(readDbaasError(error)).toEqual({
      message: 'no',
      status: 400,
      name: 'InputError',
      code: 'name-taken',
      field: 'name',
      params: { name: 'shop' },
      text: { en: 'Taken', zh: '已存在' },
    });
  });

  it('yields frames as they arrive, however the bytes are cut', async () => {
    const bytes = new TextEncoder().encode(
      '{"type":"columns","columns":[{"name":"名","dataType":"text"}]}\n\n' +
        '{"type":"rows","rows":[["a",null]]}\n{"type":"end","rowCount":1}',
    );
    server.use(
      http.post(
        `${BASE}/v1/instances/u/statements`,
        () =>
          new HttpResponse(
            new ReadableStream({
              start(controller) {
                // One byte at a time cuts the Chinese letter, too.
                for (const byte of bytes) {
                  controller.enqueue(new Uint8Array([byte]));
                }
                controller.close();
              },
            }),
          ),
      ),
    );
    const frames = [];
    for await (const frame of client().runStatement('u', {
      id: 'c0ffee00-0000-4000-8000-000000000000',
      statement: 'select 1',
    })) {
      frames.push(frame);
    }
    expect(frames).toEqual([
      { type: 'columns', columns: [{ name: '名', dataType: 'text' }] },
      { type: 'rows', rows: [['a', null]] },
      { type: 'end', rowCount: 1 },
    ]);
  });

  it('stops the stream when one leaves it', async () => {
    let cancelled = false;
    const body = new ReadableStream({
      async pull(controller) {
        await new Promise(resolve => setTimeout(resolve, 5));
        controller.enqueue(
          new TextEncoder().encode('{"type":"rows","rows":[["x"]]}\n'),
        );
      },
      cancel() {
        cancelled = true;
      },
    });
    const api = new DbaasClient({
      discoveryApi: { getBaseUrl: async () => BASE },
      fetchApi: { fetch: async () => new Response(body) },
    });
    let seen = 0;
    for await (const frame of api.runStatement('u', {
      id: 'c0ffee00-0000-4000-8000-000000000001',
      statement: 'select 1',
    })) {
      expect(frame.type).toBe('rows');
      seen += 1;
      if (seen === 3) break;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(cancelled).toBe(true);
  });
});
