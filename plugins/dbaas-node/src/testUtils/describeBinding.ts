/* eslint-disable jest/no-export, jest/no-conditional-expect, jest/valid-title, jest/expect-expect -- suites for others to call, not a test file */
import { JsonObject } from '@backstage/types';
import {
  InstanceRecord,
  InstanceSpec,
  InstanceStatus,
  OPERATION_KINDS,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Binding,
  CONTRACT_VERSION,
  Evidence,
  Inventory,
  Next,
  NextInput,
  PlatformResource,
  RenderContext,
} from '../contracts';
import {
  checkFacets,
  checkFootprints,
  checkLogs,
  checkNext,
  checkTerminals,
  expectPlain,
  isComplete,
  NEEDS_SERVERS,
  SECRET_WORDS,
} from './bindingChecks';

/**
 * What the kit needs to know to try a binding.
 *
 * @public
 */
export type BindingFixtures<R extends PlatformResource> = {
  /** What the platform finds where everything is there. */
  inventory: Inventory;
  /** One spec for each topology and other case of interest. */
  specs: Record<string, InstanceSpec>;
  /**
   * What is seen of a spec that runs as it should; `nothing` for one of which
   * nothing is there.
   */
  evidence(spec: InstanceSpec): Evidence<R>;
  /** Inputs of the kinds that need some. */
  inputs?: Partial<Record<OperationKind, JsonObject>>;
};

const NOW = '2026-01-01T00:00:00.000Z';
const LATER = '2026-01-02T00:00:00.000Z';
const MAX_STEPS = 500;
const NOTHING = { resources: [], probes: [], reachable: true };

const INPUTS: Partial<Record<OperationKind, JsonObject>> = {
  'set-parameters': { parameters: {} },
  'move-member': { member: 'm0', node: 'elsewhere' },
  upgrade: { targetVersion: '2.1' },
  'create-database': { database: 'extra' },
  'drop-database': { database: 'app' },
  'create-user': { user: 'extra', grants: [] },
  'alter-user': { user: 'app', locked: true },
  'drop-user': { user: 'app' },
  'rotate-password': { user: 'app' },
  delete: { confirm: 'orders' },
};

/**
 * What every binding has to keep: purity, plans that end, texts in both
 * languages, plain data, no secrets, reasons for whatever is not offered.
 *
 * @public
 */
export function describeBinding<R extends PlatformResource>(
  binding: Binding<R>,
  fixtures: BindingFixtures<R>,
): void {
  const detection = binding.detect(fixtures.inventory);
  const contextAt = (now: string): RenderContext => ({
    now,
    detection,
    uid: 'a0000000-0000-4000-8000-000000000001',
    incarnation: 'i1',
    nextIncarnation: 'i2',
  });

  const record = (spec: InstanceSpec): InstanceRecord => ({
    uid: contextAt(NOW).uid,
    revision: 2,
    spec,
    incarnation: 'i1',
    phase: 'active',
    createdAt: NOW,
    createdBy: 'user:default/test',
  });

  const ask = (
    kind: OperationKind,
    spec: InstanceSpec,
    evidence: Evidence<R>,
    more: Partial<NextInput<R>> & { mode?: 'forward' | 'clean-up' } = {},
  ): Next => {
    const { mode = 'forward', ...rest } = more;
    const input = fixtures.inputs?.[kind] ?? INPUTS[kind] ?? {};
    return binding.next({
      operation: { id: 'op', kind, input, mode },
      record: record(spec),
      ...(kind === 'create' ? {} : { before: spec }),
      target: spec,
      evidence,
      status: binding.observe(spec, evidence, contextAt(NOW)),
      journal: [],
      context: contextAt(NOW),
      ...rest,
    });
  };

  const seen = (kind: OperationKind, spec: InstanceSpec): Evidence<R> =>
    kind === 'create' ? NOTHING : fixtures.evidence(spec);

  const offered = (spec: InstanceSpec): OperationKind[] =>
    binding
      .facets(spec, contextAt(NOW))
      .operations.filter(o => o.offered)
      .map(o => o.kind);

  describe(`binding ${binding.engine} × ${binding.platform} × ${binding.controller} conforms`, () => {
    it('is made for this version of the contracts', () => {
      expect(binding.contractVersion).toBe(CONTRACT_VERSION);
      expect(detection.available).toMatchObject({ available: true });
    });

    it('says why it cannot be used where nothing is found', () => {
      const none = binding.detect({
        found: Object.fromEntries(binding.queries.map(q => [q.id, []])),
      });
      if (!none.available.available) {
        expect(isComplete(none.available.reason?.text)).toBe(true);
      }
      for (const { availability } of [...none.versions, ...none.topologies]) {
        expect(
          availability.available || isComplete(availability.reason?.text),
        ).toBe(true);
      }
    });

    for (const [name, spec] of Object.entries(fixtures.specs)) {
      describe(name, () => {
        it('is pure', () => {
          const evidence = fixtures.evidence(spec);
          const all = () => [
            binding.detect(fixtures.inventory),
            binding.render(spec, contextAt(NOW)),
            binding.wanted?.(spec, evidence, contextAt(NOW)),
            binding.observe(spec, evidence, contextAt(NOW)),
            binding.probes(spec, evidence.resources),
            binding.facets(spec, contextAt(NOW)),
            binding.footprint(spec),
            ...offered(spec).map(kind => ask(kind, spec, seen(kind, spec))),
          ];
          const before = JSON.stringify([spec, evidence]);
          expect(all()).toEqual(all());
          expect(JSON.stringify([spec, evidence])).toBe(before);
        });

        it('renders plain data with unique names and no secrets', () => {
          const resources = binding.render(spec, contextAt(NOW));
          expectPlain(resources);
          const names = resources.map(r => `${r.kind}/${r.metadata.name}`);
          expect(new Set(names).size).toBe(names.length);
          expect(JSON.stringify(resources)).not.toMatch(SECRET_WORDS);
          expect(JSON.stringify(binding.render(spec, contextAt(LATER)))).toBe(
            JSON.stringify(resources),
          );
        });

        it('wants plain data without secrets of what runs', () => {
          const evidence = fixtures.evidence(spec);
          const wanted =
            binding.wanted?.(spec, evidence, contextAt(NOW)) ??
            binding.render(spec, contextAt(NOW));
          expectPlain(wanted);
          expect(JSON.stringify(wanted)).not.toMatch(SECRET_WORDS);
        });

        it('tells of every operation whether it is offered, or why not', () => {
          checkFacets(binding.facets(spec, contextAt(NOW)));
        });

        it('takes any line of a log apart, or leaves it', () => {
          checkLogs(binding);
        });

        it('starts only what stands still, and stops only what runs', () => {
          const running = offered({ ...spec, running: true });
          const stopped = offered({ ...spec, running: false });
          expect(running).not.toContain('start');
          expect(stopped.filter(kind => NEEDS_SERVERS.includes(kind))).toEqual(
            [],
          );
          if (running.includes('stop')) {
            expect(stopped).toContain('start');
          }
        });

        it('leads terminals only where it offers them', () => {
          const evidence = fixtures.evidence(spec);
          const { members } = binding.observe(spec, evidence, contextAt(NOW));
          const names = members.map(member => member.name);
          const { capabilities } = binding.facets(spec, contextAt(NOW));
          const facet = capabilities.find(({ id }) => id === 'terminal');
          checkTerminals(binding, spec, evidence, names, facet);
        });

        it('has sane footprints', () => {
          checkFootprints(binding, spec);
        });

        it('sees what runs as serving, and nothing as not serving', () => {
          const good = binding.observe(
            spec,
            fixtures.evidence(spec),
            contextAt(NOW),
          );
          const none: InstanceStatus = binding.observe(
            spec,
            NOTHING,
            contextAt(NOW),
          );
          if (spec.running) {
            expect(good.health).toBe('green');
            expect(good.endpoints.length).toBeGreaterThan(0);
          }
          expect(none.health).not.toBe('green');
          for (const reason of [...good.reasons, ...none.reasons]) {
            expect(isComplete(reason.text)).toBe(true);
          }
        });

        it.each(OPERATION_KINDS.map(kind => [kind]))(
          'plans %s with complete, plain, secret-free steps',
          kind => {
            if (!offered(spec).includes(kind)) {
              return;
            }
            const modes =
              kind === 'delete'
                ? (['forward'] as const)
                : (['forward', 'clean-up'] as const);
            for (const mode of modes) {
              const next = ask(kind, spec, seen(kind, spec), { mode });
              checkNext(next);
            }
          },
        );

        it.each(OPERATION_KINDS.map(kind => [kind]))(
          'comes to an end with %s when every step succeeds',
          kind => {
            if (!offered(spec).includes(kind)) {
              return;
            }
            const journal: NextInput<R>['journal'] = [];
            let next = ask(kind, spec, seen(kind, spec));
            // After the first steps everything is as it should be.
            const evidence =
              kind === 'delete' ? NOTHING : fixtures.evidence(spec);
            for (let i = 0; next.state === 'continue'; i++) {
              expect(i).toBeLessThan(MAX_STEPS);
              const [step] = next.plan;
              journal.push({
                id: step.id,
                state: 'succeeded',
                startedAt: NOW,
                endedAt: NOW,
                output: {},
              });
              next = ask(kind, spec, evidence, { journal: [...journal] });
            }
            expect(next).toMatchObject({ state: 'done' });
            const ids = journal.map(r => r.id);
            expect(new Set(ids).size).toBe(ids.length);
          },
        );

        it('proves a new instance by connecting to it', () => {
          const next = ask('create', spec, NOTHING);
          const plan = next.state === 'continue' ? next.plan : [];
          expect(
            plan.some(s => s.executor === 'core' && s.action === 'probe'),
          ).toBe(true);
        });
      });
    }
  });
}
