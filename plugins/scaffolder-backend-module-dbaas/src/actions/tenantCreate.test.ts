import { Entity } from '@backstage/catalog-model';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { FakeDbaas, ok, refusal } from '../__testUtils__/FakeDbaas';
import { actionOptions } from '../__testUtils__/fixtures';
import { createTenantCreateAction } from './tenantCreate';

const CREATE = 'POST /v1/tenants';
const GET = 'GET /v1/tenants/orders';
const input = {
  name: 'orders',
  displayName: 'Orders',
  owner: 'group:default/a',
  quotas: { here: { memoryMib: 1024, instances: undefined } },
};
const spec = { ...input, members: [] };
const system: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'orders' },
  spec: { owner: 'group:default/a' },
};
const taken = refusal(409, { code: 'name-taken', en: 'There is already one' });

describe('dbaas:tenant:create', () => {
  let fake: FakeDbaas;
  let action: ReturnType<typeof createTenantCreateAction>;
  const run = () => action.handler(createMockActionContext({ input }));

  beforeEach(async () => {
    fake = new FakeDbaas();
    action = createTenantCreateAction(await actionOptions(fake, [system]));
  });

  afterEach(() => fake.stop());

  it('makes the tenant and puts out its System', async () => {
    fake.on(CREATE, ok({ record: { spec } }, 201));
    const ctx = createMockActionContext({ input });
    await action.handler(ctx);
    expect(fake.calls(CREATE)[0].body).toEqual({
      ...spec,
      quotas: { here: { memoryMib: 1024 } },
    });
    expect(ctx.output).toHaveBeenCalledWith(
      'entityRef',
      'system:default/orders',
    );
  });

  it('takes a tenant that an earlier run of it made for its own', async () => {
    fake.on(CREATE, taken).on(GET, ok({ record: { spec } }));
    await run();
    expect(fake.calls(GET)).toHaveLength(1);
  });

  it('fails where the name belongs to another tenant', async () => {
    fake
      .on(CREATE, taken)
      .on(GET, ok({ record: { spec: { ...spec, owner: 'group:default/b' } } }));
    await expect(run()).rejects.toThrow('There is already one');
    fake.on(GET, refusal(404, {}));
    await expect(run()).rejects.toThrow('There is already one');
  });

  it('makes nothing in a dry run', async () => {
    const ctx = createMockActionContext({ input });
    await action.handler({ ...ctx, isDryRun: true });
    expect(fake.received).toEqual([]);
  });
});
