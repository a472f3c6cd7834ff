import { JsonObject } from '@backstage/types';
import { Step } from '@dbaas-portal/plugin-dbaas-node';
import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { RecordWriter } from './RecordWriter';
import { connect, reasonWith, StepError, StepScene } from './scene';

const secretInput = z.object({
  name: z.string().min(1),
  username: z.string().min(1),
  renew: z.boolean().optional(),
});
const secretsInput = z.object({
  logins: z.array(secretInput.omit({ renew: true })),
});
const dropSecretInput = z.object({ name: z.string().min(1) });
const probeInput = z.object({
  endpoint: z.enum(['rw', 'ro']),
  secret: z.string().min(1),
  database: z.string().optional(),
});
const switchInput = z.object({ incarnation: z.string().min(1) });

/** 24 characters of 6 bits: no quoting problem anywhere. */
const newPassword = () => randomBytes(18).toString('base64url');

/**
 * Tells two passwords apart without telling either: 32 bits, of use only
 * beside the same operation.
 */
function mark(operationId: string, password: string): string {
  return createHmac('sha256', operationId)
    .update(password)
    .digest('hex')
    .slice(0, 8);
}

/** The steps that the core itself executes. */
export class CoreSteps {
  constructor(private readonly records: RecordWriter) {}

  async execute(step: Step, scene: StepScene): Promise<JsonObject> {
    switch (step.action) {
      case 'secret':
        return this.makeSecret(secretInput.parse(step.input), scene);
      case 'secrets':
        for (const login of secretsInput.parse(step.input).logins) {
          await this.makeSecret(login, scene);
        }
        return {};
      case 'drop-secret': {
        const { name } = dropSecretInput.parse(step.input);
        await this.secrets(scene).delete(scene.record.uid, name);
        return {};
      }
      case 'probe':
        return this.probe(probeInput.parse(step.input), scene);
      case 'switch-incarnation': {
        const { incarnation } = switchInput.parse(step.input);
        const { uid, spec } = scene.record;
        await this.records.change(uid, spec, r =>
          r.incarnation === incarnation ? r : { ...r, incarnation },
        );
        return {};
      }
      default:
        throw new StepError(
          reasonWith(
            'action-unknown',
            'The core has no action',
            '核心没有操作',
            step.action,
          ),
        );
    }
  }

  /**
   * Renewing is done once per step: the mark of the old password is journaled
   * before, so a step that is executed again sees that it was done.
   */
  private async makeSecret(
    input: z.infer<typeof secretInput>,
    scene: StepScene,
  ): Promise<JsonObject> {
    const { uid } = scene.record;
    const secrets = this.secrets(scene);
    const known = await secrets.get(uid, input.name);
    const { username } = input;
    if (!known) {
      await secrets.put(uid, input.name, { username, password: newPassword() });
      return {};
    }
    if (!input.renew) {
      return {};
    }
    const now = mark(scene.operationId, known.password);
    if (scene.noted?.was !== undefined && scene.noted.was !== now) {
      return scene.noted;
    }
    const output = { was: now };
    await scene.note(output);
    await secrets.put(uid, input.name, {
      username,
      password: newPassword(),
      previous: known.password,
    });
    return output;
  }

  private async probe(
    input: z.infer<typeof probeInput>,
    scene: StepScene,
  ): Promise<JsonObject> {
    const endpoint = scene.status.endpoints.find(
      e => e.role === input.endpoint,
    );
    if (!endpoint) {
      throw new StepError(
        reasonWith(
          'endpoint-unknown',
          'No address is seen of the kind',
          '未发现该类访问地址',
          input.endpoint,
        ),
        true,
      );
    }
    const session = await connect(
      scene,
      endpoint,
      input.secret,
      input.database,
    );
    try {
      const probe = await session.probe({ write: input.endpoint === 'rw' });
      return { role: probe.role, version: probe.version };
    } finally {
      await session.close().catch(() => {});
    }
  }

  private secrets({ platform, record }: StepScene) {
    return platform.secrets(record.spec.location);
  }
}
