import { PlatformResource, ResourceDescription } from '../contracts';
import { FakeServer } from './FakeWorld';

/** A server against what is wanted of it; that is whether it runs. */
export function describeServer(
  { kind, metadata: { name }, spec = {} }: PlatformResource,
  server: FakeServer | undefined,
): ResourceDescription {
  if (!server) {
    const wanted = { kind, metadata: { name }, spec };
    return { kind, name, difference: { state: 'missing', wanted } };
  }
  const { running, port } = server;
  return {
    kind,
    name,
    observedAt: new Date().toISOString(),
    state: running ? 'running' : 'stopped',
    content: { kind, metadata: { name }, spec: { running }, status: { port } },
    difference:
      running === spec.running
        ? { state: 'unchanged' }
        : {
            state: 'changed',
            fields: [
              {
                path: ['spec', 'running'],
                is: running,
                wanted: spec.running,
                managers: ['fake'],
              },
            ],
          },
  };
}
