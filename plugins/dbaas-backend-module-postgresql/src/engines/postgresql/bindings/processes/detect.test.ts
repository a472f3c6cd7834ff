import { Finding } from '@dbaas-portal/plugin-dbaas-node';
import { createProcessesBinding } from '.';
import { specOf } from '../../../../__testUtils__/shapes';

const binding = createProcessesBinding({
  folders: ['/npm/bin'],
  nodeFolder: '/node/bin',
  tool: { 'main.js': '// tool' },
});

function build(version: string, folder: string): Finding {
  const programs = {
    postgres: `${folder}/postgres`,
    initdb: `${folder}/initdb`,
  };
  return { version, facts: { programs } };
}

function detect(found: Finding[], withTls: Finding[] = found, node = true) {
  return binding.detect({
    found: {
      'postgresql-server': found,
      'postgresql-server-tls': withTls,
      'postgresql-member-node': node
        ? [{ version: '24.1.0', facts: { programs: { node: '/n/node' } } }]
        : [],
    },
  });
}

function contextOf(detection: ReturnType<typeof detect>) {
  return {
    now: '2026-11-21T12:00:00Z',
    detection,
    uid: 'u-1',
    incarnation: 'i1',
    nextIncarnation: 'i2',
  };
}

describe('what of PostgreSQL is on this machine', () => {
  it('says what it found, and what to install for the rest', () => {
    const found = detect([build('16.3', '/16')]);
    expect(found.available.available).toBe(true);
    expect(found.versions.find(v => v.id === '16')).toEqual({
      id: '16',
      availability: { available: true },
      tls: { available: true },
    });
    expect(
      found.versions.find(v => v.id === '17')?.availability.reason?.cure?.en,
    ).toContain('postgresql-17');
    expect(detect([]).available.available).toBe(false);
  });

  it('offers replicas only where its tool can run', () => {
    const { topologies, tls } = detect(
      [build('18.4', '/18')],
      undefined,
      false,
    );
    expect(topologies.map(t => t.availability.available)).toEqual([
      true,
      false,
    ]);
    expect(tls.available).toBe(true);
  });

  it('asks each build whether it has TLS', () => {
    const query = binding.queries.find(q => q.id === 'postgresql-server-tls');
    const pattern = new RegExp(query?.pattern ?? '');
    const line = (ciphers: string) =>
      `ssl\tsighup\tSSL\tBOOLEAN\tFALSE\t\t\tx\t\nssl_ciphers\tsighup\tSSL\tSTRING\t${ciphers}\t\t\tSets.\t\n`;
    expect(pattern.exec(line('HIGH:!aNULL'))?.[1]).toBe('HIGH:!aNULL');
    expect(pattern.exec(line('none'))).toBeNull();
  });

  it('does not offer TLS where no build has it', () => {
    const detection = detect([build('18.4', '/18')], []);
    expect(detection.tls).toMatchObject({
      available: false,
      reason: { code: 'built-without-tls' },
    });
    const context = contextOf(detection);
    expect(binding.render(specOf(), context)).toHaveLength(1);
    const target = specOf({ tls: true });
    expect(() => binding.render(target, context)).toThrow(/without TLS/);
    const evidence = { reachable: true, resources: [], probes: [] };
    const next = binding.next({
      operation: { id: 'op', kind: 'create', input: {}, mode: 'forward' },
      record: {
        uid: 'u-1',
        revision: 1,
        spec: target,
        incarnation: 'i1',
        phase: 'creating',
        createdAt: context.now,
        createdBy: 'user:default/a',
      },
      target,
      evidence,
      status: binding.observe(target, evidence, context),
      journal: [],
      context,
    });
    expect(next).toMatchObject({
      state: 'failed',
      reason: { code: 'built-without-tls' },
    });
  });

  it('says of each version whether it has TLS', () => {
    const [plain, secure] = [build('18.4', '/18'), build('17.2', '/17')];
    const { tls, versions } = detect([plain, secure], [secure]);
    expect(tls.available).toBe(true);
    const tlsOf = (id: string) => versions.find(v => v.id === id)?.tls;
    expect(tlsOf('17')).toEqual({ available: true });
    expect(tlsOf('18')).toMatchObject({
      available: false,
      reason: { code: 'built-without-tls', params: { name: 'PostgreSQL 18' } },
    });
    expect(tlsOf('16')).toBeUndefined();
  });

  it('gives a build with TLS to who asks for it, the first found to others', () => {
    const [plain, secure] = [build('18.4', '/a'), build('18.3', '/b')];
    const detection = detect([plain, secure], [secure]);
    expect(detection.tls.available).toBe(true);
    const memberOf = (tls: boolean) =>
      binding.render(specOf({ tls }), contextOf(detection))[0].spec;
    expect(memberOf(false)).toMatchObject({ program: '/a/postgres' });
    expect(memberOf(false)).not.toHaveProperty('certificate');
    expect(memberOf(true)).toMatchObject({
      program: '/b/postgres',
      certificate: { names: [] },
    });
  });
});
