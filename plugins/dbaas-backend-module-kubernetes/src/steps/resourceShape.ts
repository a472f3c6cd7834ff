import { z } from 'zod';

const json = z.record(z.string(), z.json());

/** What a binding renders: an object without a namespace. */
const resourceShape = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({
    name: z.string(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: json.optional(),
});

export const anyResourcesShape = z.array(resourceShape);
export const resourcesShape = z.array(resourceShape).min(1);
export type RenderedResource = z.infer<typeof resourceShape>;
