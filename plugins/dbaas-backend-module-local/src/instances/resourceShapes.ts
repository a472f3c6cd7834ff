import { LocalAddress, LocalMember } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';

const command = z.object({
  id: z.string().min(1).max(100),
  program: z.string().min(1),
  args: z.array(z.string()),
  env: z.record(z.string(), z.string()).optional(),
  timeoutSeconds: z.number().positive().max(86_400),
});

const hostName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i);

const memberSpec = z.object({
  incarnation: z.string(),
  program: z.string().min(1),
  args: z.array(z.string()),
  env: z.record(z.string(), z.string()),
  ports: z.array(z.string()).max(8),
  files: z
    .array(z.object({ path: z.string().min(1), content: z.string() }))
    .max(64),
  certificate: z.object({ names: z.array(hostName).max(32) }).optional(),
  init: z.array(command).max(32),
  stop: z.object({
    signal: z.enum(['SIGTERM', 'SIGINT', 'SIGQUIT']),
    timeoutSeconds: z.number().positive().max(600),
  }),
  resources: z.object({
    cpuMillis: z.number().nonnegative(),
    memoryMib: z.number().nonnegative(),
    storageMib: z.number().nonnegative(),
  }),
  running: z.boolean(),
});

const addressSpec = z.object({
  incarnation: z.string(),
  targets: z.array(z.string()).max(32),
  running: z.boolean(),
});

const member = z.object({
  kind: z.literal('LocalMember'),
  metadata: z.object({ name: z.string() }),
  spec: memberSpec,
});

const address = z.object({
  kind: z.literal('LocalAddress'),
  metadata: z.object({ name: z.enum(['rw', 'ro']) }),
  spec: addressSpec,
});

export type DesiredMember = Omit<LocalMember, 'status'>;
export type DesiredAddress = Omit<LocalAddress, 'status'>;
export type DesiredResource = DesiredMember | DesiredAddress;

const resource: z.ZodType<DesiredResource> = z.discriminatedUnion('kind', [
  member,
  address,
]);

export const commandShape = command;
export const memberSpecShape = memberSpec;
export const addressSpecShape = addressSpec;
export const resourcesShape = z.array(resource).min(1).max(32);
export const anyResourcesShape = z.array(resource).max(32);
