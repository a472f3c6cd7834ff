import {
  KubernetesResource,
  Next,
  NextInput,
} from '@dbaas-portal/plugin-dbaas-node';
import { cloudnativePgBinding as binding } from '.';
import { specOf } from '../../../../__testUtils__/shapes';
import { CONTEXT, evidenceOf } from './fixtures/evidence';

const spec = specOf({
  platform: 'kubernetes',
  controller: 'cloudnative-pg',
  topology: 'replication',
  members: 3,
  tls: true,
});
function nextOf(change: Partial<NextInput<KubernetesResource>>): Next {
  const evidence = change.evidence ?? evidenceOf();
  const target = change.target ?? spec;
  return binding.next({
    operation: { id: 'op-1', kind: 'restart', input: {}, mode: 'forward' },
    record: {
      uid: 'u-1',
      revision: 2,
      spec: target,
      incarnation: 'i1',
      phase: 'active',
      createdAt: CONTEXT.now,
      createdBy: 'user:default/a',
    },
    before: spec,
    target,
    evidence,
    status: binding.observe(target, evidence, CONTEXT),
    journal: [],
    context: CONTEXT,
    ...change,
  });
}

function firstOf(next: Next): string | undefined {
  return next.state === 'continue' ? next.plan[0].id : undefined;
}

describe('releases under CloudNativePG', () => {
  it('is done with an upgrade only when every server says the release', () => {
    const wanted = { ...spec, version: '17', release: '17.11' };
    const journal = [
      { id: 'apply', state: 'succeeded' as const, startedAt: CONTEXT.now },
    ];
    const ask = (image: string, versions: string[]) =>
      firstOf(
        nextOf({
          operation: {
            id: 'op-1',
            kind: 'upgrade',
            input: { targetVersion: '17.11' },
            mode: 'forward',
          },
          before: { ...wanted, release: '17.6' },
          target: wanted,
          journal,
          evidence: evidenceOf({
            image: `ghcr.io/cloudnative-pg/postgresql:${image}`,
            probes: versions.map((version, i) => ({
              member: `shop-db-i1-${i + 1}`,
              observedAt: CONTEXT.now,
              ok: true,
              probe: {
                role: i === 0 ? 'primary' : 'replica',
                version,
                facts: {},
              },
            })),
          }),
        }),
      );
    const all = ['17.11 (Debian)', '17.11 (Debian)', '17.11 (Debian)'];
    const old = ['17.11 (Debian)', '17.11 (Debian)', '17.6 (Debian)'];
    expect(ask('17.6-system-trixie', all)).toBe('ready');
    expect(ask('17.11-system-trixie', old)).toBe('ready');
    expect(ask('17.11-system-trixie', all.slice(1))).toBe('ready');
    expect(ask('17.11-system-trixie', all)).toBe('probe');
  });

  it('offers newer releases, and what never named one stays as it was', () => {
    const detection = binding.detect({
      found: { 'cloudnative-pg': [{ version: '1.30.0', facts: {} }] },
    });
    const of = (release?: string) =>
      binding
        .facets(
          { ...spec, version: '17', ...(release ? { release } : {}) },
          { ...CONTEXT, detection },
        )
        .operations.find(o => o.kind === 'upgrade');
    const [newest] =
      detection.versions.find(v => v.id === '17')?.releases ?? [];
    expect(of()).toMatchObject({ offered: true });
    expect(of(newest)).toMatchObject({
      offered: false,
      reason: { code: 'newest-release' },
    });
    const imageOf = (release?: string) =>
      binding.render(
        { ...spec, version: '17', ...(release ? { release } : {}) },
        CONTEXT,
      )[0].spec?.imageName;
    expect(imageOf()).toBe(
      'ghcr.io/cloudnative-pg/postgresql:17.6-system-trixie',
    );
    expect(imageOf('17.2')).toBe(
      'ghcr.io/cloudnative-pg/postgresql:17.2-system-trixie',
    );
  });
});
