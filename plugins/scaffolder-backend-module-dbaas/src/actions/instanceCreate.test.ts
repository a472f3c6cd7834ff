import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import yaml from 'yaml';
import { FakeDbaas, ok, refusal } from '../__testUtils__/FakeDbaas';
import {
  actionOptions,
  ENTITY_REF,
  linesOf,
  request,
} from '../__testUtils__/fixtures';
import { createInstanceCreateAction } from './instanceCreate';
import { examples } from './instanceCreate.examples';

const CREATE = 'POST /v1/instances';
const PREVIEW = 'POST /v1/instance-previews';
const created = ok(
  { uid: 'u1', entityRef: ENTITY_REF, operation: { id: 'op1' } },
  202,
);

describe('dbaas:instance:create', () => {
  let fake: FakeDbaas;
  let action: ReturnType<typeof createInstanceCreateAction>;

  beforeEach(async () => {
    fake = new FakeDbaas();
    action = createInstanceCreateAction(await actionOptions(fake));
  });

  afterEach(() => fake.stop());

  it('requests as the person, under a key of task and step', async () => {
    fake.on(CREATE, created);
    const ctx = createMockActionContext({ input: { request } });
    await action.handler(ctx);
    await action.handler(ctx);

    const [first, second] = fake.calls(CREATE);
    expect(first.body).toEqual(request);
    expect(first.principal).toEqual(mockCredentials.user().principal);
    expect(first.key).toMatch(/^scaffolder-[0-9a-f]{48}$/);
    expect(second.key).toBe(first.key);
    expect(ctx.output).toHaveBeenCalledWith('uid', 'u1');
    expect(ctx.output).toHaveBeenCalledWith('operationId', 'op1');
    expect(ctx.output).toHaveBeenCalledWith('entityRef', ENTITY_REF);
    expect(ctx.output).toHaveBeenCalledWith(
      'url',
      'http://portal.example/catalog/default/resource/orders--main',
    );
  });

  it('has another key in another step, turn or task, or as it is told', async () => {
    fake.on(CREATE, created);
    const ctx = createMockActionContext({ input: { request } });
    await action.handler(ctx);
    await action.handler({ ...ctx, step: { id: 'another' } });
    await action.handler({ ...ctx, task: { id: 'another' } });
    await action.handler({ ...ctx, each: { value: 1 } });
    await action.handler({
      ...ctx,
      input: { request, idempotencyKey: 'ticket-7' },
    });
    const keys = fake.calls(CREATE).map(({ key }) => key);
    expect(new Set(keys).size).toBe(5);
    expect(keys[4]).toBe('ticket-7');
  });

  it('does not ask again for what a checkpoint remembers', async () => {
    const ctx = createMockActionContext({ input: { request } });
    await action.handler({
      ...ctx,
      checkpoint: jest.fn().mockResolvedValue({
        uid: 'u1',
        operationId: 'op1',
        entityRef: ENTITY_REF,
      }),
    });
    expect(fake.received).toEqual([]);
    expect(ctx.output).toHaveBeenCalledWith('operationId', 'op1');
  });

  it.each([
    [400, 'InputError'],
    [401, 'AuthenticationError'],
    [403, 'NotAllowedError'],
    [404, 'NotFoundError'],
    [409, 'ConflictError'],
  ])('fails with the words of the API at %s', async (status, name) => {
    fake.on(
      CREATE,
      refusal(status, {
        code: 'over-quota',
        field: 'resources.memoryMib',
        en: 'Over the quota of tenant orders',
        zh: '超出租户 orders 的配额',
      }),
    );
    await expect(
      action.handler(createMockActionContext({ input: { request } })),
    ).rejects.toMatchObject({
      name,
      message:
        'Over the quota of tenant orders · 超出租户 orders 的配额 (field: resources.memoryMib)',
    });
  });

  it('prints in a dry run what would happen, and makes nothing', async () => {
    fake.on(
      PREVIEW,
      ok({
        problems: [],
        changes: [{ action: 'create', kind: 'Process', name: 'main-0' }],
        steps: [{ en: 'Start the server', zh: '启动服务器' }],
      }),
    );
    const logger = mockServices.logger.mock();
    const ctx = createMockActionContext({ input: { request }, logger });
    await action.handler({ ...ctx, logger, isDryRun: true });
    expect(linesOf(logger)).toEqual([
      'Would do 1: Start the server · 启动服务器',
      'Would create Process main-0',
    ]);
    expect(fake.received.map(({ call }) => call)).toEqual([PREVIEW]);
    expect(ctx.output).toHaveBeenCalledWith('operationId', 'dry-run');
    expect(ctx.output).toHaveBeenCalledWith('entityRef', ENTITY_REF);
  });

  it('fails a dry run with all problems at once', async () => {
    fake.on(
      PREVIEW,
      ok({
        problems: [
          { code: 'x', field: 'name', text: { en: 'Too short', zh: '太短' } },
          { code: 'y', text: { en: 'No space', zh: '空间不足' } },
        ],
        changes: [],
        steps: [],
      }),
    );
    const ctx = createMockActionContext({ input: { request } });
    await expect(action.handler({ ...ctx, isDryRun: true })).rejects.toThrow(
      'Too short · 太短 (field: name); No space · 空间不足',
    );
  });

  it('has examples that are templates of this action', () => {
    for (const { example } of examples) {
      const { steps } = yaml.parse(example);
      expect(steps[0]).toMatchObject({
        action: 'dbaas:instance:create',
        input: { request: expect.anything() },
      });
    }
  });
});
