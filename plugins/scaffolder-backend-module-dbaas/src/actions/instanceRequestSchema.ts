import type { z as zod } from 'zod/v3';

/**
 * The request as the API takes it. Whether a value is possible (a version, a
 * size, a name) only the API knows; here it is about what there is to give, so
 * that a misspelt field, or a password, never gets on its way.
 */
export const instanceRequestSchema = (z: typeof zod) =>
  z
    .object({
      name: z.string().describe('Name, unique in the tenant'),
      tenant: z.string().describe('The tenant that it belongs to'),
      engine: z.string().describe('Id of the engine'),
      version: z.string().describe('Version of the engine'),
      location: z.string().describe('Where it runs'),
      controller: z
        .string()
        .optional()
        .describe('What runs it, where several do at one location'),
      topology: z.string().describe('Its shape, one of those of the engine'),
      members: z.number().int().min(1).max(99).optional(),
      resources: z
        .object({
          cpuMillis: z.number().int(),
          memoryMib: z.number().int(),
          storageMib: z.number().int(),
        })
        .strict()
        .describe('What each member gets'),
      parameters: z
        .record(z.union([z.string(), z.number(), z.boolean()]))
        .optional()
        .describe("The engine's parameters"),
      database: z.string().optional().describe('Name of the first database'),
      user: z.string().optional().describe('Name of the first user'),
      tls: z.boolean().optional(),
      environment: z.enum(['development', 'test', 'staging', 'production']),
      owner: z
        .string()
        .optional()
        .describe("Entity reference; default: the tenant's owner"),
      dependants: z
        .array(z.string())
        .max(100)
        .optional()
        .describe('Entity references of the components that depend on it'),
      description: z.string().max(2000).optional(),
      lifetime: z
        .object({
          expiresAt: z.string().describe('RFC 3339'),
          graceDays: z.number().int().min(0),
        })
        .strict()
        .optional(),
      protected: z.boolean().optional(),
    })
    .strict()
    .describe('What is asked for; never a password, the platform makes it');
