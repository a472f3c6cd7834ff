import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { isDeepStrictEqual } from 'node:util';
import { Initiator } from '../dbaas/DbaasConnection';
import { ActionOptions } from './options';
import { examples } from './tenantCreate.examples';

/** The System appears with the catalog's next round. */
const ENTITY_TIMEOUT_MS = 30_000;

type TenantInput = {
  name: string;
  displayName: string;
  description?: string;
  owner: string;
  members: Array<{ ref: string; role: 'owner' | 'member' | 'viewer' }>;
  quotas: Record<
    string,
    {
      cpuMillis?: number;
      memoryMib?: number;
      storageMib?: number;
      instances?: number;
    }
  >;
};

/** Undefined and absent are the same on the wire. */
const asOnTheWire = (value: object): unknown =>
  JSON.parse(JSON.stringify(value));

/**
 * Makes the tenant. There is no idempotency key for it, its name is one: a
 * tenant of this name that is exactly what was asked for was made by a run of
 * this step whose answer was lost.
 */
async function makeTenant(
  dbaas: ActionOptions['dbaas'],
  initiator: Initiator,
  spec: TenantInput,
): Promise<void> {
  const made = await dbaas.attempt(initiator, (client, options) =>
    client.createTenant({ body: spec }, options),
  );
  if (!('refused' in made)) {
    return;
  }
  if (made.refused.details.code === 'name-taken') {
    const existing = await dbaas.attempt(initiator, (client, options) =>
      client.getTenant({ path: { tenant: spec.name } }, options),
    );
    if (
      'value' in existing &&
      isDeepStrictEqual(
        asOnTheWire(existing.value.record.spec),
        asOnTheWire(spec),
      )
    ) {
      return;
    }
  }
  throw made.refused.error;
}

/** `dbaas:tenant:create`: makes a tenant, a team's space for databases. */
export function createTenantCreateAction({ dbaas, catalog }: ActionOptions) {
  return createTemplateAction({
    id: 'dbaas:tenant:create',
    description:
      'Creates a tenant for databases, with the rights of the person who runs the template.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        name: z => z.string().describe('Its name, also that of its System'),
        displayName: z => z.string().describe('What people read'),
        description: z => z.string().optional(),
        owner: z => z.string().describe('Entity reference of the owning Group'),
        members: z =>
          z
            .array(
              z.object({
                ref: z.string().describe('Entity reference of a Group or User'),
                role: z.enum(['owner', 'member', 'viewer']),
              }),
            )
            .optional(),
        quotas: z =>
          z
            .record(
              z.object({
                cpuMillis: z.number().int().optional(),
                memoryMib: z.number().int().optional(),
                storageMib: z.number().int().optional(),
                instances: z.number().int().optional(),
              }),
            )
            .optional()
            .describe('By location; the tenant can use only those named here'),
      },
      output: {
        name: z => z.string().describe('The name of the tenant'),
        entityRef: z => z.string().describe('Reference of its System'),
        url: z => z.string().describe('Address of its page in the catalog'),
      },
    },
    async handler(ctx) {
      const { members = [], quotas = {}, ...texts } = ctx.input;
      const entityRef = `system:default/${texts.name}`;
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Would create the tenant ${texts.name}, owned by ${texts.owner}`,
        );
      } else {
        await ctx.checkpoint({
          key: `dbaas.tenant.create.${texts.name}`,
          fn: async () => {
            await makeTenant(dbaas, ctx, { ...texts, members, quotas });
            return texts.name;
          },
        });
        ctx.logger.info(`Created the tenant ${texts.name}`);
        const there = await catalog.waitFor(ctx, entityRef, {
          timeoutMs: ENTITY_TIMEOUT_MS,
          signal: ctx.signal,
        });
        if (!there) {
          ctx.logger.warn(
            `The tenant is there, but the catalog does not show ${entityRef} yet · 租户已创建，但软件目录中尚未显示`,
          );
        }
      }
      ctx.output('name', texts.name);
      ctx.output('entityRef', entityRef);
      ctx.output('url', catalog.url(entityRef));
    },
  });
}
