import { JsonObject } from '@backstage/types';
import { Endpoint, InstanceStatus } from '@dbaas-portal/plugin-dbaas-common';
import { SECRET_ADMIN, Step } from '@dbaas-portal/plugin-dbaas-node';
import { CoreSteps } from './CoreSteps';
import {
  connect,
  credentialOf,
  driverOf,
  reasonWith,
  StepError,
  StepScene,
} from './scene';

/** The endpoint of a member; without a name, of the one that takes writes. */
function memberEndpoint(status: InstanceStatus, name: unknown): Endpoint {
  const member =
    typeof name === 'string'
      ? name
      : status.members.find(m => m.role === 'primary')?.name;
  const found =
    status.endpoints.find(e => e.role === 'member' && e.member === member) ??
    (typeof name === 'string'
      ? undefined
      : status.endpoints.find(e => e.role === 'rw'));
  if (!found) {
    throw new StepError(
      reasonWith(
        'member-unknown',
        'It is not seen where to connect to',
        '未发现可连接的成员',
        String(member ?? 'primary'),
      ),
      // A member that is just being started comes into sight.
      true,
    );
  }
  return found;
}

/** Executes one step, once; retries and time-outs are the worker's. */
export class StepExecutor {
  constructor(private readonly coreSteps: CoreSteps) {}

  async execute(step: Step, scene: StepScene): Promise<JsonObject> {
    switch (step.executor) {
      case 'platform':
        return scene.platform.execute(step, {
          location: scene.record.spec.location,
          record: scene.record,
          operationId: scene.operationId,
          signal: scene.signal,
        });
      case 'driver':
        return this.drive(step, scene);
      default:
        return this.coreSteps.execute(step, scene);
    }
  }

  private async drive(step: Step, scene: StepScene): Promise<JsonObject> {
    const { actions } = driverOf(scene);
    if (!Object.hasOwn(actions, step.action)) {
      throw new StepError(
        reasonWith(
          'action-unknown',
          'The driver has no action',
          '驱动没有操作',
          step.action,
        ),
      );
    }
    const endpoint = memberEndpoint(scene.status, step.input.member);
    const session = await connect(scene, endpoint, SECRET_ADMIN);
    // Ends the session of a step that is aborted: its statement ends with it.
    const end = () => {
      session.close().catch(() => {});
    };
    scene.signal.addEventListener('abort', end, { once: true });
    try {
      return await actions[step.action](session, step.input, {
        secret: name => credentialOf(scene, name),
        signal: scene.signal,
      });
    } finally {
      scene.signal.removeEventListener('abort', end);
      await session.close().catch(() => {});
    }
  }
}
