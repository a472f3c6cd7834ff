import { LoggerService } from '@backstage/backend-plugin-api';
import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  Address,
  Driver,
  MemberProbe,
  Observed,
  ProbeTarget,
  SecretStore,
} from '@dbaas-portal/plugin-dbaas-node';
import { reason } from '../errors';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import { KeptSessions } from './KeptSessions';

const CONNECT_MS = 2_000;
const PROBE_MS = 4_000;
const APPLICATION_NAME = 'dbaas-portal probe';

/** `work`, or an error when it takes too long; what it does goes on unseen. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(Object.assign(new Error('Timed out'), { code: 'ETIMEDOUT' })),
      ms,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function failed(
  member: string,
  observedAt: string,
  error: unknown,
): MemberProbe {
  // The server's own words may hold data; its code does not.
  const code =
    error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return {
    member,
    observedAt,
    ok: false,
    reason: reason(
      'probe-failed',
      {
        en: `${member} does not answer (${code})`,
        zh: `${member} 无响应(${code})`,
      },
      { member, code },
    ),
  };
}

/** How to ask the servers of an instance. */
type Way = {
  driver: Driver;
  secrets: SecretStore;
  reach(address: Address): Promise<Address>;
  sessions: KeptSessions;
};

/** Asks servers about themselves, with the logins that the binding names. */
export class MemberProber {
  constructor(
    private readonly registry: DefaultRegistry,
    private readonly logger: LoggerService,
    private readonly clock: () => Date,
  ) {}

  async probe(
    uid: string,
    spec: InstanceSpec,
    resources: Observed[],
    kept?: KeptSessions,
  ): Promise<MemberProbe[]> {
    const driver = this.registry.driverOf(spec.engine);
    const platform = this.registry.platform(spec.platform);
    const binding = this.registry.binding(spec);
    if (!driver || !platform || !binding) {
      return [];
    }
    let targets: ProbeTarget[];
    try {
      targets = binding.probes(spec, resources);
    } catch (error) {
      this.logger.error(`Probes of instance ${uid} cannot be told: ${error}`);
      return [];
    }
    const way: Way = {
      driver,
      secrets: platform.secrets(spec.location),
      reach: address => platform.reach(spec.location, uid, address),
      sessions: kept ?? new KeptSessions(),
    };
    try {
      return await Promise.all(
        targets.map(target => this.ask(uid, target, way)),
      );
    } finally {
      if (!kept) {
        way.sessions.close();
      }
    }
  }

  private async ask(
    uid: string,
    target: ProbeTarget,
    { driver, secrets, reach, sessions }: Way,
  ): Promise<MemberProbe> {
    const { member } = target;
    const observedAt = this.clock().toISOString();
    try {
      const open = async () => {
        const credential = await secrets.get(uid, target.secret);
        if (!credential) {
          throw Object.assign(new Error('No login'), { code: 'no-secret' });
        }
        const { host, port } = target;
        return driver.connect({
          ...(await reach({ host, port })),
          tls: target.tls,
          credential,
          ...(target.database ? { database: target.database } : {}),
          applicationName: APPLICATION_NAME,
          connectTimeoutMs: CONNECT_MS,
        });
      };
      const probe = await sessions.ask(
        JSON.stringify([uid, target]),
        () => within(PROBE_MS, open()),
        session => within(PROBE_MS, session.probe({ write: false })),
      );
      return { member, observedAt, ok: true, probe };
    } catch (error) {
      return failed(member, observedAt, error);
    }
  }
}
