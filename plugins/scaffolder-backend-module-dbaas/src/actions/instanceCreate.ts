import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { entityNameOf } from '@dbaas-portal/plugin-dbaas-common';
import { defaultIdempotencyKey } from './idempotencyKey';
import { examples } from './instanceCreate.examples';
import { instanceRequestSchema } from './instanceRequestSchema';
import { ActionOptions, DRY_RUN_OPERATION } from './options';
import { printPreview } from './preview';

/**
 * `dbaas:instance:create`: asks for a database instance. It returns when the
 * request is accepted; `dbaas:instance:wait` waits until it is there.
 */
export function createInstanceCreateAction({ dbaas, catalog }: ActionOptions) {
  return createTemplateAction({
    id: 'dbaas:instance:create',
    description:
      'Requests a database, with the rights of the person who runs the template.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        request: instanceRequestSchema,
        idempotencyKey: z =>
          z
            .string()
            .min(1)
            .max(128)
            .optional()
            .describe(
              'The same key never makes a second database. Default: one of the task and the step, so that a task that runs again goes on where it was.',
            ),
      },
      output: {
        uid: z => z.string().describe('The uid of the database instance'),
        operationId: z =>
          z
            .string()
            .describe('The operation that makes it, for dbaas:instance:wait'),
        entityRef: z =>
          z.string().describe('Reference of its entity in the catalog'),
        url: z => z.string().describe('Address of its page in the catalog'),
      },
    },
    async handler(ctx) {
      const { request } = ctx.input;
      if (ctx.isDryRun) {
        const preview = await dbaas.call(ctx, (client, options) =>
          client.previewInstance({ body: request }, options),
        );
        printPreview(preview, ctx.logger);
        const entityRef = `resource:default/${entityNameOf(
          request.tenant,
          request.name,
        )}`;
        ctx.output('uid', DRY_RUN_OPERATION);
        ctx.output('operationId', DRY_RUN_OPERATION);
        ctx.output('entityRef', entityRef);
        ctx.output('url', catalog.url(entityRef));
        return;
      }

      const idempotencyKey =
        ctx.input.idempotencyKey ?? defaultIdempotencyKey(ctx);
      const created = await ctx.checkpoint({
        key: `dbaas.instance.create.${idempotencyKey}`,
        fn: async () => {
          const answer = await dbaas.call(ctx, (client, options) =>
            client.createInstance(
              { body: request, header: { idempotencyKey } },
              options,
            ),
          );
          return {
            uid: answer.uid,
            operationId: answer.operation.id,
            entityRef: answer.entityRef,
          };
        },
      });
      ctx.logger.info(
        `Requested ${request.name} in tenant ${request.tenant}: operation ${created.operationId}`,
      );
      ctx.output('uid', created.uid);
      ctx.output('operationId', created.operationId);
      ctx.output('entityRef', created.entityRef);
      ctx.output('url', catalog.url(created.entityRef));
    },
  });
}
