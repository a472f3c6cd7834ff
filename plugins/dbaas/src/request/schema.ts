import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The value of the field: what `POST /v1/instances` takes. */
export const instanceRequestSchema = makeFieldSchema({
  output: z =>
    z.object({
      name: z.string(),
      tenant: z.string(),
      engine: z.string(),
      version: z.string(),
      location: z.string(),
      controller: z.string().optional(),
      topology: z.string(),
      members: z.number().optional(),
      resources: z.object({
        cpuMillis: z.number(),
        memoryMib: z.number(),
        storageMib: z.number(),
      }),
      parameters: z
        .record(z.union([z.string(), z.number(), z.boolean()]))
        .optional(),
      database: z.string().optional(),
      user: z.string().optional(),
      tls: z.boolean().optional(),
      environment: z.enum(['development', 'test', 'staging', 'production']),
      owner: z.string().optional(),
      dependants: z.array(z.string()).optional(),
      description: z.string().optional(),
      lifetime: z
        .object({ expiresAt: z.string(), graceDays: z.number() })
        .optional(),
      protected: z.boolean().optional(),
    }),
});
