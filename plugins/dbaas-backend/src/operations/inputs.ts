import { OperationKind } from '@dbaas-portal/plugin-dbaas-common';
import { z } from 'zod';
import { DbaasInputError } from '../errors';

/** Longer than any engine's names; the engine's own rule comes after. */
const name = z.string().min(1).max(128);
/** As long as the longest name of a host. */
const node = z.string().min(1).max(253);
const time = z.iso.datetime({ offset: true });
const grants = z
  .array(z.strictObject({ database: name, level: z.string().min(1).max(64) }))
  .max(100);
const positive = z.number().int().positive().max(1e9);

const user = z.strictObject({ user: name });
const database = z.strictObject({ database: name });

const of = <K extends OperationKind, S extends z.ZodType>(kind: K, input: S) =>
  z.object({ kind: z.literal(kind), input });

/** What each kind of operation takes; see `OperationInputs` of dbaas-common. */
const schema = z.discriminatedUnion('kind', [
  of('create', z.strictObject({})),
  of('restart', z.strictObject({ member: name.optional() })),
  of('stop', z.strictObject({})),
  of('start', z.strictObject({})),
  of(
    'set-parameters',
    z.strictObject({
      parameters: z.record(
        name,
        z.union([z.string().max(2000), z.number(), z.boolean()]),
      ),
    }),
  ),
  of(
    'resize',
    z.strictObject({
      cpuMillis: positive,
      memoryMib: positive,
      storageMib: positive,
    }),
  ),
  of('scale', z.strictObject({ members: z.number().int().min(1).max(99) })),
  of('switchover', z.strictObject({ member: name.optional() })),
  of('move-member', z.strictObject({ member: name, node })),
  of('upgrade', z.strictObject({ targetVersion: z.string().min(1).max(64) })),
  of('create-database', database),
  of('drop-database', database),
  of('create-user', user.extend({ grants, validUntil: time.optional() })),
  of(
    'alter-user',
    user.extend({
      grants: grants.optional(),
      validUntil: time.nullable().optional(),
      locked: z.boolean().optional(),
    }),
  ),
  of('drop-user', user),
  of('rotate-password', user),
  of(
    'delete',
    z.strictObject({
      confirm: z.string().max(128),
      despiteDependants: z.boolean().optional(),
    }),
  ),
]);

/** A kind with its parsed input. */
export type OperationInput = z.infer<typeof schema>;

/** Parses what a request asks for; the first thing that is wrong is told. */
export function parseOperation(kind: string, input: unknown): OperationInput {
  const parsed = schema.safeParse({ kind, input: input ?? {} });
  if (parsed.success) {
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  throw new DbaasInputError({
    code: issue.code === 'invalid_type' ? 'wrong-type' : 'invalid-request',
    field: [...issue.path, ...keys].map(String).join('.'),
    params:
      issue.code === 'invalid_type'
        ? { expected: issue.expected }
        : { detail: issue.message },
  });
}
