import { LoggerService } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  entityNameOf,
  OperationDetail,
} from '@dbaas-portal/plugin-dbaas-common';
import { DbaasConnection, Initiator } from '../dbaas/DbaasConnection';
import { sleep } from '../sleep';
import { both, durationText, reasonText } from '../text';
import { examples } from './instanceWait.examples';
import { OperationLog } from './OperationLog';
import { ActionOptions, DRY_RUN_OPERATION } from './options';

const FIRST_INTERVAL_MS = 300;
const LONGEST_INTERVAL_MS = 5_000;
const DEFAULT_TIMEOUT_SECONDS = 900;

/** How often in a row the API may not answer: a backend that starts anew. */
const FAILURES_ALLOWED = 12;

/** How long to wait for the catalog; the database is there by then. */
const ENTITY_TIMEOUT_MS = 60_000;

type WireOperation = Pick<
  OperationDetail,
  'state' | 'kind' | 'tenant' | 'reason' | 'remains' | 'steps' | 'events'
> & { instance: { uid: string; name: string } };

type Wait = Initiator & {
  logger: LoggerService;
  signal?: AbortSignal;
  operationId: string;
  timeoutMs: number;
};

const isOver = ({ state }: WireOperation) =>
  state === 'succeeded' || state === 'failed' || state === 'cancelled';

/** Polls at growing intervals, quickly again whenever something happens. */
async function followToItsEnd(
  dbaas: DbaasConnection,
  wait: Wait,
): Promise<WireOperation> {
  const log = new OperationLog(wait.logger);
  const end = Date.now() + wait.timeoutMs;
  let interval = FIRST_INTERVAL_MS;
  let failures = 0;
  for (;;) {
    wait.signal?.throwIfAborted();
    const seen = await ask(dbaas, wait);
    if ('operation' in seen) {
      failures = 0;
      interval = log.tell(seen.operation)
        ? FIRST_INTERVAL_MS
        : Math.min(interval * 1.5, LONGEST_INTERVAL_MS);
      if (isOver(seen.operation)) {
        return seen.operation;
      }
    } else {
      failures++;
      interval = Math.min(interval * 2, LONGEST_INTERVAL_MS);
      if (seen.final || failures > FAILURES_ALLOWED) {
        throw seen.error;
      }
      wait.logger.warn(`No answer yet, asking again: ${seen.error.message}`);
    }
    if (Date.now() + interval > end) {
      throw new Error(
        `Operation ${wait.operationId} is not done after ${durationText(
          wait.timeoutMs,
        )}; it goes on, see the Operations page · 操作仍在继续，请查看“操作”页`,
      );
    }
    await sleep(interval, wait.signal);
  }
}

/** Too many requests, or a backend that is not well: later it may answer. */
const mayPass = (status: number) => status === 429 || status >= 500;

async function ask(
  dbaas: DbaasConnection,
  wait: Wait,
): Promise<{ operation: WireOperation } | { error: Error; final: boolean }> {
  try {
    const answer = await dbaas.attempt(wait, (client, options) =>
      client.getOperation({ path: { id: wait.operationId } }, options),
    );
    if ('refused' in answer) {
      const { error, details } = answer.refused;
      return { error, final: !mayPass(details.status) };
    }
    return { operation: answer.value };
  } catch (error) {
    // Nobody answered at all.
    return {
      error: error instanceof Error ? error : new Error(String(error)),
      final: false,
    };
  }
}

function failureText(operation: WireOperation, operationId: string): string {
  const sentences = [
    operation.reason
      ? reasonText(operation.reason)
      : `Operation ${operationId} ${
          operation.state === 'failed' ? 'has failed' : 'was cancelled'
        }`,
  ];
  if (operation.remains) {
    sentences.push(`What exists now: ${both(operation.remains)}`);
  }
  sentences.push(
    'Retry or clean up on the Operations tab of the database · 可在数据库的“操作”页重试或清理',
  );
  return sentences.join('. ');
}

/**
 * `dbaas:instance:wait`: waits for an operation, tells of its steps as they
 * happen, and fails as it fails. A cancelled task stops waiting; the operation
 * goes on.
 */
export function createInstanceWaitAction({ dbaas, catalog }: ActionOptions) {
  return createTemplateAction({
    id: 'dbaas:instance:wait',
    description:
      'Waits for an operation on a database, and prints its steps as they happen.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        operationId: z =>
          z.string().min(1).describe('As a step before has put it out'),
        timeoutSeconds: z =>
          z
            .number()
            .int()
            .min(1)
            .max(86_400)
            .optional()
            .describe('How long to wait at most. Default: 900'),
      },
      output: {
        uid: z => z.string().describe('The uid of the database instance'),
        entityRef: z =>
          z.string().describe('Reference of its entity in the catalog'),
        url: z => z.string().describe('Address of its page in the catalog'),
      },
    },
    async handler(ctx) {
      const { operationId, timeoutSeconds } = ctx.input;
      if (ctx.isDryRun || operationId === DRY_RUN_OPERATION) {
        ctx.logger.info('Would wait until the operation is done');
        return;
      }
      const operation = await followToItsEnd(dbaas, {
        getInitiatorCredentials: () => ctx.getInitiatorCredentials(),
        logger: ctx.logger,
        signal: ctx.signal,
        operationId,
        timeoutMs: (timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
      });
      if (operation.state !== 'succeeded') {
        throw new Error(failureText(operation, operationId));
      }
      const entityRef = `resource:default/${entityNameOf(
        operation.tenant,
        operation.instance.name,
      )}`;
      if (operation.kind !== 'delete') {
        const there = await catalog.waitFor(ctx, entityRef, {
          timeoutMs: ENTITY_TIMEOUT_MS,
          signal: ctx.signal,
        });
        if (!there) {
          ctx.logger.warn(
            `The database is ready, but the catalog does not show ${entityRef} yet · 数据库已就绪，但软件目录中尚未显示`,
          );
        }
      }
      ctx.output('uid', operation.instance.uid);
      ctx.output('entityRef', entityRef);
      ctx.output('url', catalog.url(entityRef));
    },
  });
}
