import { Observed } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';

const endedShape = z.object({
  exitCode: z.number().default(0),
  signal: z.number().optional(),
  reason: z.string().optional(),
});

const podShape = z.object({
  kind: z.literal('Pod'),
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    uid: z.string().default(''),
  }),
  status: z
    .object({
      containerStatuses: z
        .array(
          z.object({
            name: z.string(),
            containerID: z.string().default(''),
            state: z
              .object({
                running: z.object({}).loose().optional(),
                waiting: z.object({ reason: z.string().optional() }).optional(),
                terminated: endedShape.optional(),
              })
              .default({}),
            lastState: z
              .object({ terminated: endedShape.optional() })
              .default({}),
          }),
        )
        .default([]),
    })
    .default({ containerStatuses: [] }),
});

/** How a pod's container is, as the watch has shown it. */
export type PodSeen = {
  namespace: string;
  /** Another one for every start of the container. */
  run: string;
  isRunning: boolean;
  /** Why it does not run yet, in the cluster's word. */
  waits?: string;
  /** How it ended last, if it ever did. */
  ended?: string;
};

function howEnded(state: z.infer<typeof endedShape> | undefined) {
  return (
    state &&
    (state.reason && state.reason !== 'Error'
      ? `${state.reason}, exit code ${state.exitCode}`
      : `exit code ${state.exitCode}`)
  );
}

/** The pod of that name among what is the instance's, if it is there. */
export function podSeen(
  resources: Observed[],
  name: string,
  container: string | undefined,
): PodSeen | undefined {
  for (const { resource } of resources) {
    const pod = podShape.safeParse(resource);
    if (!pod.success || pod.data.metadata.name !== name) {
      continue;
    }
    const { metadata, status } = pod.data;
    const all = status.containerStatuses;
    const found = container ? all.find(c => c.name === container) : all[0];
    const ended = howEnded(
      found?.state.terminated ?? found?.lastState.terminated,
    );
    const waits = found
      ? found.state.waiting && (found.state.waiting.reason ?? 'waiting')
      : 'not scheduled';
    return {
      namespace: metadata.namespace,
      run: `${metadata.uid} ${found?.containerID ?? ''}`,
      isRunning: found?.state.running !== undefined,
      ...(waits ? { waits } : {}),
      ...(ended ? { ended } : {}),
    };
  }
  return undefined;
}
