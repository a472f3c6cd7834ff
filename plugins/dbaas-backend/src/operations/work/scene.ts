import { JsonObject } from '@backstage/types';
import {
  Endpoint,
  InstanceRecord,
  InstanceStatus,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Credential,
  Driver,
  Platform,
  Session,
} from '@dbaas-portal/plugin-dbaas-node';
import { reason as reasonOf } from '../../errors';

const CONNECT_MS = 10_000;

/** What a step is executed with. */
export type StepScene = {
  operationId: string;
  record: InstanceRecord;
  status: InstanceStatus;
  platform: Platform;
  driver: Driver | undefined;
  signal: AbortSignal;
  /** What the journal holds about an earlier, interrupted run of the step. */
  noted?: JsonObject;
  /** Journals something before the step takes effect. */
  note(output: JsonObject): Promise<void>;
};

/** A refusal that no retry changes. */
export class StepError extends Error {
  readonly name = 'StepError';
  constructor(readonly reason: Reason, readonly transient: boolean = false) {
    super(reason.text.en);
  }
}

export async function credentialOf(
  scene: Pick<StepScene, 'platform' | 'record'>,
  name: string,
): Promise<Credential> {
  const { spec, uid } = scene.record;
  const found = await scene.platform.secrets(spec.location).get(uid, name);
  if (!found) {
    throw new StepError(
      reasonWith('secret-missing', 'There is no login', '没有登录凭据', name),
    );
  }
  return found;
}

/** A reason that names one thing. */
export function reasonWith(
  code: string,
  en: string,
  zh: string,
  what: string,
): Reason {
  return reasonOf(
    code,
    { en: `${en} “${what}”`, zh: `${zh}“${what}”` },
    { what },
  );
}

export function driverOf(scene: Pick<StepScene, 'driver' | 'record'>): Driver {
  if (!scene.driver) {
    const { engine } = scene.record.spec;
    throw new StepError(
      reasonWith('driver-missing', 'There is no driver of', '没有驱动', engine),
    );
  }
  return scene.driver;
}

export async function connect(
  scene: StepScene,
  endpoint: Endpoint,
  secret: string,
  database?: string,
): Promise<Session> {
  const { spec, uid } = scene.record;
  const { host, port } = endpoint;
  return driverOf(scene).connect({
    ...(await scene.platform.reach(spec.location, uid, { host, port })),
    tls: endpoint.tls,
    credential: await credentialOf(scene, secret),
    ...(database === undefined ? {} : { database }),
    applicationName: `dbaas-portal operation ${scene.operationId}`,
    connectTimeoutMs: CONNECT_MS,
    signal: scene.signal,
  });
}
