import {
  address,
  apply,
  makeBench,
  Running,
  serverMember,
  step,
} from '../__testUtils__/bench';

describe('input of steps', () => {
  const bench = makeBench();
  let at: Running;

  beforeEach(async () => {
    at = await bench.start();
    await bench.putRecord(at.platform);
  });

  it('refuses what is not valid and makes nothing of it', async () => {
    const bad: Array<[string, Parameters<typeof apply>[0] | unknown]> = [
      ['not valid', [serverMember('../up')]],
      ['not valid', [serverMember('m1', { ports: ['a/b'] })]],
      [
        'is not a path',
        [serverMember('m1', { files: [{ path: '../x', content: '' }] })],
      ],
      [
        'is not a path',
        [serverMember('m1', { files: [{ path: '/etc/x', content: '' }] })],
      ],
      [
        'is not a path',
        [serverMember('m1', { files: [{ path: 'data', content: '' }] })],
      ],
      ['absolute path', [serverMember('m1', { program: 'postgres' })]],
      [
        'at most 8192 MiB',
        [
          serverMember('m1', {
            resources: { cpuMillis: 1, memoryMib: 9000, storageMib: 1 },
          }),
        ],
      ],
      ['no member', [serverMember('m1'), address('rw', ['m9'])]],
      ['Two resources', [serverMember('rw'), address('rw', ['rw'])]],
      [
        'resources',
        Array.from({ length: 33 }, (_, i) => serverMember(`m${i}`)),
      ],
      ['resources', []],
      ['resources', 'all'],
      ['resources.0', [{ kind: 'LocalThing' }]],
    ];
    for (const [text, resources] of bad) {
      await expect(
        at.execute(step('apply', JSON.parse(JSON.stringify({ resources })))),
      ).rejects.toThrow(text);
    }
    await expect(at.execute(step('explode', {}))).rejects.toThrow('no action');
    await expect(
      at.execute(step('restart', { members: ['m1'] })),
    ).rejects.toThrow("no member 'm1'");
    expect(await bench.filesIn(`${at.root}/instances`)).toEqual([]);
    expect(await bench.filesIn(`${at.root}/ports`)).toEqual([]);
  });

  it('previews without doing anything', async () => {
    const { platform } = at;
    const m1 = serverMember('m1');
    const owner = { uid: bench.uid, tenant: 'shop' };
    const show = async (...resources: Parameters<typeof apply>[0]) =>
      (await platform.preview('local', owner, resources)).map(
        c => `${c.action} ${c.kind} ${c.name}`,
      );
    expect(await show(m1, address('rw', ['m1']))).toEqual([
      'create LocalMember m1',
      'create LocalAddress rw',
    ]);
    expect(await bench.filesIn(`${at.root}/instances`)).toEqual([]);
    await at.execute(apply([m1, address('rw', ['m1'])]));
    expect(await show(m1, serverMember('m2'), address('ro', ['m1']))).toEqual([
      'unchanged LocalMember m1',
      'create LocalMember m2',
      'create LocalAddress ro',
      'delete LocalAddress rw',
    ]);
    expect(await show(serverMember('m1', { running: false }))).toContain(
      'update LocalMember m1',
    );
    const [change] = await platform.preview('local', owner, [m1]);
    expect(JSON.stringify(change)).toContain('${secret:admin.password}');
    await expect(show(serverMember('M1'))).rejects.toThrow('not valid');
  });

  it('tells who is a stranger to this location, and what it has', async () => {
    expect(at.platform.canExecute('local')).toBe(true);
    expect(at.platform.canExecute('elsewhere')).toBe(false);
    await expect(at.platform.resources('elsewhere', 'u')).rejects.toThrow(
      'no location',
    );
    const [location] = await at.platform.locations();
    expect(location).toMatchObject({ id: 'local', findings: [] });
    expect(location.capacity?.storageMib).toBeGreaterThan(
      location.used?.storageMib ?? Infinity,
    );
  });
});
