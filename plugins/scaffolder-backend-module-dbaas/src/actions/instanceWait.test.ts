import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { FakeDbaas, ok, refusal } from '../__testUtils__/FakeDbaas';
import {
  actionOptions,
  databaseEntity,
  ENTITY_REF,
  linesOf,
} from '../__testUtils__/fixtures';
import { createInstanceWaitAction } from './instanceWait';

const GET = 'GET /v1/operations/op1';
const input = { operationId: 'op1' };

const operation = (state: string, more: object = {}) =>
  ok({
    id: 'op1',
    kind: 'create',
    state,
    tenant: 'orders',
    instance: { uid: 'u1', name: 'main' },
    steps: [],
    events: [],
    ...more,
  });

const step = (id: string, state: string, more: object = {}) => ({
  id,
  state,
  title: { en: `Step ${id}`, zh: `步骤 ${id}` },
  ...more,
});

// It waits for real, as little as a task does; a busy machine adds to it.
jest.setTimeout(60_000);

describe('dbaas:instance:wait', () => {
  let fake: FakeDbaas;
  let logger: ReturnType<typeof mockServices.logger.mock>;

  const run = async (
    more: Record<string, unknown> = {},
    entities = [databaseEntity],
  ) => {
    const action = createInstanceWaitAction(
      await actionOptions(fake, entities),
    );
    const ctx = { ...createMockActionContext({ input }), logger, ...more };
    return { ctx, done: action.handler(ctx) };
  };

  beforeEach(() => {
    fake = new FakeDbaas();
    logger = mockServices.logger.mock();
  });

  afterEach(() => fake.stop());

  it('tells each step once, as it happens, and puts out the entity', async () => {
    const took = {
      startedAt: '2026-01-01T00:00:00.000Z',
      endedAt: '2026-01-01T00:00:01.500Z',
    };
    fake.on(
      GET,
      operation('pending', {
        reason: { text: { en: 'Another runs', zh: '另一个在运行' } },
      }),
      operation('running', {
        steps: [step('a', 'running'), step('b', 'pending')],
      }),
      operation('running', {
        steps: [step('a', 'succeeded', took), step('b', 'running')],
        events: [
          { at: '', level: 'info', text: { en: 'chatter', zh: '' } },
          { at: '', level: 'warning', text: { en: 'Slow disk', zh: '磁盘慢' } },
        ],
      }),
      operation('succeeded', {
        steps: [step('a', 'succeeded', took), step('b', 'skipped')],
      }),
    );
    const { ctx, done } = await run();
    await done;
    expect(linesOf(logger)).toEqual([
      'Waiting: Another runs · 另一个在运行',
      '▸ Step a · 步骤 a',
      '✓ Step a · 步骤 a (1.5 s)',
      '▸ Step b · 步骤 b',
      'Slow disk · 磁盘慢',
      '– Step b · 步骤 b',
    ]);
    expect(ctx.output).toHaveBeenCalledWith('entityRef', ENTITY_REF);
    expect(ctx.output).toHaveBeenCalledWith(
      'url',
      'http://portal.example/catalog/default/resource/orders--main',
    );
  });

  it('fails with the reason, what can be done, and what remains', async () => {
    fake.on(
      GET,
      operation('failed', {
        reason: {
          text: { en: 'The disk is full', zh: '磁盘已满' },
          cure: { en: 'Free some space', zh: '请清理空间' },
        },
        remains: { en: 'an empty directory', zh: '一个空目录' },
        steps: [
          step('a', 'failed', { reason: { text: { en: 'full', zh: '满' } } }),
        ],
      }),
    );
    const { ctx, done } = await run();
    await expect(done).rejects.toThrow(
      /The disk is full · 磁盘已满\. Free some space · 请清理空间\. What exists now: an empty directory · 一个空目录\. Retry or clean up/,
    );
    expect(linesOf(logger)).toEqual(['✗ Step a · 步骤 a: full · 满']);
    expect(ctx.output).not.toHaveBeenCalled();
  });

  it('fails when the operation was cancelled', async () => {
    fake.on(GET, operation('cancelled'));
    await expect((await run()).done).rejects.toThrow(
      'Operation op1 was cancelled',
    );
  });

  it('outlives a backend that is away for a while', async () => {
    fake.on(
      GET,
      operation('running'),
      refusal(503, {}),
      { status: 0, body: undefined },
      operation('succeeded'),
    );
    await (
      await run()
    ).done;
    expect(fake.calls(GET)).toHaveLength(4);
  });

  it('asks again where it has asked too often', async () => {
    fake.on(GET, refusal(429, {}), operation('succeeded'));
    await (
      await run()
    ).done;
    expect(fake.calls(GET)).toHaveLength(2);
  });

  it('does not ask twice where the person may not look', async () => {
    fake.on(GET, refusal(404, { en: 'Not found, or not for you to see' }));
    await expect((await run()).done).rejects.toThrow('not for you to see');
    expect(fake.calls(GET)).toHaveLength(1);
  });

  it('gives up when its time is over, and says that the work goes on', async () => {
    fake.on(GET, operation('running'));
    const { done } = await run({ input: { ...input, timeoutSeconds: 1 } });
    await expect(done).rejects.toThrow(/not done after 1\.0 s; it goes on/);
  });

  it('stops waiting at once when the task is cancelled', async () => {
    fake.on(GET, operation('running'));
    const abort = new AbortController();
    const { done } = await run({ signal: abort.signal });
    setTimeout(() => abort.abort(), 100);
    await expect(done).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('does not wait for the entity of what was deleted', async () => {
    fake.on(GET, operation('succeeded', { kind: 'delete' }));
    const { ctx, done } = await run({}, []);
    await done;
    expect(ctx.output).toHaveBeenCalledWith('uid', 'u1');
  });

  it('does nothing in a dry run', async () => {
    const { done } = await run({ isDryRun: true });
    await done;
    expect(fake.received).toEqual([]);
  });
});
