import { mockCredentials } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { FakeDbaas, ok, refusal } from '../__testUtils__/FakeDbaas';
import { actionOptions, ENTITY_REF } from '../__testUtils__/fixtures';
import { createInstanceDeleteAction } from './instanceDelete';

const START = 'POST /v1/instances/u1/operations';

describe('dbaas:instance:delete', () => {
  let fake: FakeDbaas;
  let action: ReturnType<typeof createInstanceDeleteAction>;

  beforeEach(async () => {
    fake = new FakeDbaas();
    action = createInstanceDeleteAction(await actionOptions(fake));
  });

  afterEach(() => fake.stop());

  it('deletes what an entity stands for, as the person', async () => {
    fake.on(START, ok({ id: 'op2' }, 202));
    const ctx = createMockActionContext({
      input: { entityRef: ENTITY_REF, confirm: 'main' },
    });
    await action.handler(ctx);
    await action.handler({
      ...ctx,
      step: { id: 'x' },
      input: { uid: 'u1', confirm: 'main', despiteDependants: true },
    });
    const [first, second] = fake.calls(START);
    expect(first.principal).toEqual(mockCredentials.user().principal);
    expect(first.body).toEqual({ kind: 'delete', input: { confirm: 'main' } });
    expect(second.body).toEqual({
      kind: 'delete',
      input: { confirm: 'main', despiteDependants: true },
    });
    expect(first.key).not.toBe(second.key);
    expect(ctx.output).toHaveBeenCalledWith('operationId', 'op2');
    expect(ctx.output).toHaveBeenCalledWith('uid', 'u1');
  });

  it('passes on why the API refuses', async () => {
    fake.on(
      START,
      refusal(409, { code: 'protected', en: '“main” is protected' }),
    );
    await expect(
      action.handler(
        createMockActionContext({ input: { uid: 'u1', confirm: 'main' } }),
      ),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: '“main” is protected',
    });
  });

  it.each([
    [{ confirm: 'main' }, 'either entityRef or uid'],
    [
      { confirm: 'main', uid: 'u1', entityRef: ENTITY_REF },
      'either entityRef or uid',
    ],
    [
      { confirm: 'main', entityRef: 'resource:default/nowhere' },
      'not in the catalog',
    ],
  ])('refuses %p', async (input, message) => {
    await expect(
      action.handler(createMockActionContext({ input })),
    ).rejects.toThrow(message);
    expect(fake.received).toEqual([]);
  });

  it('only looks in a dry run', async () => {
    const preview = 'POST /v1/instances/u1/operation-previews';
    fake.on(preview, ok({ problems: [], changes: [], steps: [] }));
    const ctx = createMockActionContext({
      input: { entityRef: ENTITY_REF, confirm: 'main' },
    });
    await action.handler({ ...ctx, isDryRun: true });
    expect(fake.received.map(({ call }) => call)).toEqual([preview]);
  });
});
