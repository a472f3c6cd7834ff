import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { TenantSpec } from '@dbaas-portal/plugin-dbaas-common';
import { z } from 'zod';
import { Caller } from '../access/Caller';
import { InstanceIndex } from '../instances/InstanceIndex';
import { TenantService } from './TenantService';

const quota = z.strictObject({
  cpuMillis: z.number().int().nonnegative().optional(),
  memoryMib: z.number().int().nonnegative().optional(),
  storageMib: z.number().int().nonnegative().optional(),
  instances: z.number().int().nonnegative().optional(),
});

const schema = z.array(
  z.strictObject({
    name: z.string(),
    displayName: z.string().min(1),
    description: z.string().optional(),
    owner: z.string(),
    members: z
      .array(
        z.strictObject({
          ref: z.string(),
          role: z.enum(['owner', 'member', 'viewer']),
        }),
      )
      .default([]),
    quotas: z.record(z.string(), quota),
  }),
);

/** Who made what the config asked for. */
const SEED_CALLER: Caller = {
  actor: 'service:config',
  credentials: { $$type: '@backstage/BackstageCredentials', principal: {} },
};

/** The tenants that `dbaas.seed.tenants` names. */
export function readSeedTenants(config: Config): TenantSpec[] {
  const parsed = schema.safeParse(
    config.getOptional('dbaas.seed.tenants') ?? [],
  );
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(
      `dbaas.seed.tenants.${issue.path.join('.')}: ${issue.message}`,
    );
  }
  return parsed.data;
}

/**
 * Makes the tenants of the config that are not there yet. Those that are there
 * are left alone: they may have been changed since.
 */
export async function seedTenants(
  tenants: TenantSpec[],
  service: TenantService,
  index: InstanceIndex,
  logger: LoggerService,
): Promise<void> {
  for (const spec of tenants) {
    if (!index.tenant(spec.name)) {
      try {
        await service.create(spec, SEED_CALLER);
        logger.info(`Made tenant '${spec.name}' from the config`);
      } catch (error) {
        logger.warn(`Tenant '${spec.name}' of the config: ${error}`);
      }
    }
  }
}
