import { TerminalEnd } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { KubernetesError } from '../client/KubernetesError';

/** The last word of the API server about a program. */
const statusShape = z.object({
  status: z.string().optional(),
  message: z.string().optional(),
  reason: z.string().optional(),
  details: z
    .object({
      causes: z
        .array(
          z.object({
            reason: z.string().optional(),
            message: z.string().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});

const MAX_MESSAGE = 300;

/** How a program ended, by what came on the channel of errors. */
export function endOf(content: string): TerminalEnd {
  let status: z.infer<typeof statusShape> = {};
  try {
    status = statusShape.parse(JSON.parse(content));
  } catch {
    // Old servers tell it as plain words.
    status = { message: content };
  }
  if (status.status === 'Success') {
    return { exitCode: 0 };
  }
  const code = Number(
    status.details?.causes?.find(cause => cause.reason === 'ExitCode')?.message,
  );
  if (Number.isInteger(code)) {
    return { exitCode: code };
  }
  const said = (status.message ?? 'no reason').slice(0, MAX_MESSAGE);
  return { reason: new KubernetesError('refused', said).reason };
}
