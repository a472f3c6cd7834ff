import { MemberProbe } from '@dbaas-portal/plugin-dbaas-node';
import { ProbeSchedule } from './ProbeSchedule';

const HOUR = 3_600_000;
const options = { concurrency: 2, activeMs: HOUR, idleMs: HOUR };

/** An index and a prober that say what the test tells them. */
function bench() {
  const known = new Set(['one']);
  const asked: string[] = [];
  let answer: 'yes' | 'no' | 'nobody' = 'yes';
  const put = jest.fn();
  const index = {
    uids: () => [...known],
    get: (uid: string) =>
      known.has(uid)
        ? { record: { spec: {}, incarnation: 'i1' }, activity: undefined }
        : undefined,
    evidence: () => ({ resources: [], probes: [] }),
    putProbes: put,
  };
  const prober = {
    async probe(uid: string): Promise<MemberProbe[]> {
      asked.push(uid);
      const about = { member: 'm', observedAt: '2026-01-01T00:00:00.000Z' };
      switch (answer) {
        case 'yes':
          return [
            {
              ...about,
              ok: true,
              probe: { role: 'primary', version: '1', facts: {} },
            },
          ];
        case 'no':
          return [
            {
              ...about,
              ok: false,
              reason: { code: 'probe-failed', text: { en: 'no', zh: '否' } },
            },
          ];
        default:
          return [];
      }
    },
  };
  return {
    known,
    asked,
    put,
    say(what: typeof answer) {
      answer = what;
    },
    schedule: new ProbeSchedule(
      // @ts-expect-error what the schedule does not use is not there
      index,
      prober,
      options,
    ),
  };
}

describe('when instances are asked', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('asks one that comes within a moment of the event that shows it', async () => {
    const { schedule, asked, say } = bench();
    say('nobody');
    schedule.start();
    await pass(1_000);
    expect(asked).toHaveLength(1);

    say('yes');
    schedule.hint('one');
    await pass(150);
    expect(asked).toHaveLength(2);
    await schedule.stop();
  });

  it('asks again soon while it does not answer, then ever more seldom', async () => {
    const { schedule, asked, say } = bench();
    say('no');
    schedule.start();
    await pass(2_000);
    const soon = asked.length;
    expect(soon).toBeGreaterThan(2);
    await pass(60_000);
    const later = asked.length;
    expect(later - soon).toBeLessThan(10);
    expect(later).toBeGreaterThan(soon);
    await schedule.stop();
  });

  it('does not follow every event of one that answers', async () => {
    const { schedule, asked } = bench();
    schedule.start();
    await pass(1_000);
    const before = asked.length;
    for (let i = 0; i < 100; i++) {
      schedule.hint('one');
      await pass(50);
    }
    expect(asked.length - before).toBeLessThanOrEqual(6);
    expect(asked.length - before).toBeGreaterThanOrEqual(4);
    await schedule.stop();
  });

  it('forgets one that is gone, and asks nobody after its stop', async () => {
    const { schedule, known, asked } = bench();
    schedule.start();
    await pass(1_000);
    known.delete('one');
    schedule.hint('one');
    await pass(5_000);
    expect(asked).toHaveLength(1);

    known.add('one');
    schedule.hint('one');
    await schedule.stop();
    await pass(5_000);
    expect(asked).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });
});
