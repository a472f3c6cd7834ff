import os from 'node:os';
import { PlatformEvent } from '@dbaas-portal/plugin-dbaas-node';
import {
  address,
  apply,
  eventually,
  makeBench,
  serverMember,
  step,
} from './__testUtils__/bench';

describe('LocalPlatform', () => {
  const bench = makeBench();

  it('tells of this machine, and of the folder that data is in', async () => {
    const { platform, root } = await bench.start();
    const survey = await platform.survey?.('local', []);
    expect(survey).toMatchObject({
      oneMachine: true,
      nodes: { items: [{ name: os.hostname(), ready: true }], notes: [] },
      storage: { items: [{ name: root, isDefault: true }] },
    });
    const [machine] = survey?.nodes?.items ?? [];
    const { used = { memoryMib: 0 }, allocatable } = machine;
    expect(allocatable.cpuMillis).toBe(os.cpus().length * 1000);
    expect(used.memoryMib).toBeGreaterThan(0);
    expect(used.memoryMib).toBeLessThan(allocatable.memoryMib);
    const [folder] = survey?.storage?.items ?? [];
    expect(folder.freeMib).toBeGreaterThan(0);
    expect(folder.freeMib).toBeLessThanOrEqual(folder.totalMib ?? 0);
    // No account here is somebody else's to give.
    expect(survey?.rights).toBeUndefined();
  });

  it('starts a server, forwards to it, shows it, and leaves nothing', async () => {
    const { platform, root, execute } = await bench.start();
    const events: PlatformEvent[] = [];
    platform.watch('local', event => events.push(event));
    await bench.putRecord(platform);
    await platform.secrets('local').put(bench.uid, 'admin', {
      username: 'boss',
      password: 's3cret-word',
    });
    await execute(apply([serverMember('m1'), address('rw', ['m1'])]));
    const [member, rw] = await eventually(async () => {
      const seen = (await platform.resources('local', bench.uid)).map(
        o => o.resource,
      );
      expect(seen.map(r => r.status)).toEqual([
        expect.objectContaining({ state: 'running', listening: true }),
        expect.objectContaining({ listening: true }),
      ]);
      return seen;
    });
    expect(member.metadata.name).toBe('m1');
    const answer = await bench.ask(Number(rw.status?.port));
    expect(answer).toMatchObject({ name: 'm1', secret: 's3cret-word' });
    expect(answer.uid).not.toBe(0);
    expect(JSON.stringify(events)).not.toContain('s3cret-word');
    await eventually(async () => {
      const last = events.filter(e => e.type === 'resources').at(-1);
      expect(JSON.stringify(last)).toContain('"listening":true');
    });
    const pid = Number(answer.pid);
    await execute(step('remove-all', {}));
    expect(await platform.resources('local', bench.uid)).toEqual([]);
    expect(bench.lives(pid)).toBe(false);
    expect(await bench.filesIn(`${root}/instances`)).toEqual([]);
    expect(await bench.filesIn(`${root}/ports`)).toEqual([]);
  });
});
