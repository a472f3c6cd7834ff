import { Credential, Driver, MemberProbe, ProbeTarget } from '../contracts';

/** Asks a member as the portal's prober would; a failure is an answer too. */
export async function probeMember(
  target: ProbeTarget,
  bench: { secret(name: string): Promise<Credential> },
  driver: Driver,
): Promise<MemberProbe> {
  const { member } = target;
  const observedAt = new Date().toISOString();
  try {
    const session = await driver.connect({
      ...target,
      credential: await bench.secret(target.secret),
      applicationName: 'probe',
      connectTimeoutMs: 2_000,
    });
    try {
      const probe = await session.probe({ write: false });
      return { member, observedAt, ok: true, probe };
    } finally {
      await session.close();
    }
  } catch (error) {
    const text = String(error);
    const reason = { code: 'no-answer', text: { en: text, zh: text } };
    return { member, observedAt, ok: false, reason };
  }
}
