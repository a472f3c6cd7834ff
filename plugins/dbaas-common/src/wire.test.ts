import * as model from './model';
import * as wire from './schema/openapi';

/** Compiles only where both types take each other's values. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

/** The shapes that both have: a difference is the compiler's to find, here. */
const same: {
  accounts: Same<model.Accounts, wire.Accounts>;
  audit: Same<model.AuditRecord, wire.AuditRecord>;
  engine: Same<model.EngineDescriptor, wire.EngineDescriptor>;
  facets: Same<model.Facets, wire.Facets>;
  instance: Same<model.InstanceDetail, wire.InstanceDetail>;
  location: Same<model.LocationSummary, wire.LocationSummary>;
  locationDetail: Same<model.LocationDetail, wire.LocationDetail>;
  offer: Same<model.EngineOffer, wire.EngineOffer>;
  operation: Same<model.OperationDetail, wire.OperationDetail>;
  resource: Same<model.ResourceDetail, wire.ResourceDetail>;
  resources: Same<model.ResourceList, wire.ResourceList>;
  tenant: Same<model.Tenant, wire.Tenant>;
  terminal: Same<model.TerminalRequest, wire.TerminalRequest>;
} = {
  accounts: true,
  audit: true,
  engine: true,
  facets: true,
  instance: true,
  location: true,
  locationDetail: true,
  offer: true,
  operation: true,
  resource: true,
  resources: true,
  tenant: true,
  terminal: true,
};

/** What the generated client puts on the wire. */
async function sent(
  call: (client: wire.DefaultApiClient) => Promise<unknown>,
): Promise<{ url: string; headers: Headers }> {
  const seen: Array<{ url: string; headers: Headers }> = [];
  const client = new wire.DefaultApiClient({
    discoveryApi: { getBaseUrl: async () => 'http://portal/api/dbaas' },
    fetchApi: {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        seen.push({ url: request.url, headers: request.headers });
        return new Response('{}');
      },
    },
  });
  await call(client);
  return seen[0];
}

describe('the wire', () => {
  it('carries the model', () => {
    // Said for the compiler; at run time there is one entry for each shape.
    expect(Object.keys(same)).toHaveLength(13);
  });

  // The generator names a header after its key in the code, so the backend
  // takes that spelling too (see its `edges.test.ts`); lists are repeated keys
  // only because the contract says `explode`. A newer generator may differ.
  it('has the client’s own spelling of keys and lists', async () => {
    const create = await sent(client =>
      client.startOperation(
        {
          path: { uid: 'u' },
          header: { idempotencyKey: 'k' },
          body: { kind: 'restart' },
        },
        { token: 't' },
      ),
    );
    expect(create.headers.get('idempotencyKey')).toBe('k');
    expect(create.headers.get('authorization')).toBe('Bearer t');
    const list = await sent(client =>
      client.listInstances({ query: { health: ['red', 'grey'], limit: 5 } }),
    );
    expect(new URL(list.url).searchParams.getAll('health')).toEqual([
      'red',
      'grey',
    ]);
    expect(new URL(list.url).searchParams.get('limit')).toBe('5');
    const audit = await sent(client =>
      client.listAudit({ query: { since: '2026-01-01T00:00:00Z' } }),
    );
    expect(new URL(audit.url).searchParams.get('since')).toBe(
      '2026-01-01T00:00:00Z',
    );
  });
});
