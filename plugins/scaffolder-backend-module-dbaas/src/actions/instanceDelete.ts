import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { defaultIdempotencyKey } from './idempotencyKey';
import { examples } from './instanceDelete.examples';
import { ActionOptions, DRY_RUN_OPERATION } from './options';
import { printPreview } from './preview';

/**
 * `dbaas:instance:delete`: asks for the end of a database and its data. The
 * API refuses where it is protected, where components depend on it, and where
 * the name was not typed.
 */
export function createInstanceDeleteAction({ dbaas, catalog }: ActionOptions) {
  return createTemplateAction({
    id: 'dbaas:instance:delete',
    description:
      'Deletes a database with its data, with the rights of the person who runs the template.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        entityRef: z =>
          z
            .string()
            .optional()
            .describe('Its entity in the catalog; this or `uid`'),
        uid: z =>
          z
            .string()
            .optional()
            .describe('The uid of the instance; this or `entityRef`'),
        confirm: z =>
          z.string().describe('The name of the instance, typed by the person'),
        despiteDependants: z =>
          z
            .boolean()
            .optional()
            .describe('Delete it although components depend on it'),
        idempotencyKey: z =>
          z
            .string()
            .min(1)
            .max(128)
            .optional()
            .describe('Default: one of the task and the step'),
      },
      output: {
        uid: z => z.string().describe('The uid of the instance'),
        operationId: z =>
          z
            .string()
            .describe('The operation that deletes it, for dbaas:instance:wait'),
      },
    },
    async handler(ctx) {
      const { entityRef, confirm, despiteDependants } = ctx.input;
      if ((entityRef === undefined) === (ctx.input.uid === undefined)) {
        throw new InputError('Give either entityRef or uid');
      }
      const body = {
        kind: 'delete' as const,
        input: { confirm, ...(despiteDependants && { despiteDependants }) },
      };
      const findUid = async () =>
        entityRef === undefined
          ? ctx.input.uid ?? ''
          : catalog.instanceUid(ctx, entityRef);

      if (ctx.isDryRun) {
        const uid = await findUid();
        const preview = await dbaas.call(ctx, (client, options) =>
          client.previewOperation({ path: { uid }, body }, options),
        );
        printPreview(preview, ctx.logger);
        ctx.output('uid', uid);
        ctx.output('operationId', DRY_RUN_OPERATION);
        return;
      }

      const idempotencyKey =
        ctx.input.idempotencyKey ?? defaultIdempotencyKey(ctx);
      // The entity goes with the database: a task that runs again must not
      // look for it any more.
      const ordered = await ctx.checkpoint({
        key: `dbaas.instance.delete.${idempotencyKey}`,
        fn: async () => {
          const uid = await findUid();
          const operation = await dbaas.call(ctx, (client, options) =>
            client.startOperation(
              { path: { uid }, body, header: { idempotencyKey } },
              options,
            ),
          );
          return { uid, operationId: operation.id };
        },
      });
      ctx.logger.info(
        `Deletion of ${confirm} is ordered: operation ${ordered.operationId}`,
      );
      ctx.output('uid', ordered.uid);
      ctx.output('operationId', ordered.operationId);
    },
  });
}
