/* eslint-disable jest/no-conditional-expect, jest/no-standalone-expect -- checks for suites to call, not a test file */
import {
  CapabilityFacet,
  Facets,
  InstanceSpec,
  LocalizedText,
  OPERATION_KINDS,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import { Binding, Evidence, Next, PlatformResource, Step } from '../contracts';

/** Whether both languages are there. */
export function isComplete(text: LocalizedText | undefined): boolean {
  return Boolean(text?.en.trim() && text.zh.trim());
}

/** Fails for what does not survive a row of the ledger. */
export function expectPlain(value: unknown): void {
  expect(JSON.parse(JSON.stringify(value))).toEqual(value);
}

/** What looks like a secret in plain sight; tokens are none. */
export const SECRET_WORDS =
  /"(password|passwd|secretKey|token)":\s*"(?!\$\{)[^"]+"/i;

/** Steps as people and the ledger need them. */
export function checkNext(next: Next): void {
  if (next.state === 'failed') {
    expect(isComplete(next.reason.text)).toBe(true);
    return;
  }
  const plan: Step[] = next.state === 'continue' ? next.plan : [];
  expectPlain(plan);
  expect(JSON.stringify(plan)).not.toMatch(SECRET_WORDS);
  const ids = plan.map(step => step.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const step of plan) {
    expect(isComplete(step.title)).toBe(true);
    expect(step.id.length).toBeLessThanOrEqual(200);
    expect(step.action.length).toBeLessThanOrEqual(80);
    expect(step.timeoutSeconds).toBeGreaterThan(0);
    expect(typeof step.cancellable).toBe('boolean');
  }
}

/** Terminals that are offered lead into members that are there, alone. */
export function checkTerminals<R extends PlatformResource>(
  binding: Binding<R>,
  spec: InstanceSpec,
  { resources }: Evidence<R>,
  members: string[],
  facet: CapabilityFacet | undefined,
): void {
  const kinds = facet?.offered ? facet.terminals ?? [] : [];
  expect(kinds.length > 0).toBe(facet?.offered === true);
  const at = (member: string, kind: string) =>
    binding.terminal?.(spec, resources, { member, kind });
  for (const { id, name } of kinds) {
    expect(isComplete(name)).toBe(true);
    for (const member of members) {
      const target = at(member, id);
      expect(target?.command.length).toBeGreaterThan(0);
      expectPlain(target);
      expect(resources.map(r => r.resource.metadata.name)).toContain(
        target?.resource,
      );
    }
    expect(at('no-such-member', id)).toBeUndefined();
  }
  members.forEach(member => {
    expect(at(member, 'no-such-kind')).toBeUndefined();
  });
}
/** What may stand in a log, whoever writes it. */
const LOG_LINES = [
  '',
  ' ',
  'Segmentation fault',
  '{',
  'null',
  '[]',
  '{"record":null}',
  '{"level":1,"ts":{},"msg":[],"record":{"message":7}}',
  `{"level":"info","msg":"${'x'.repeat(10_000)}`,
  '2026-01-01 00:00:00.000 UTC [1] ERROR:',
  '2026-99-99T99:99:99.999999Z 0 [Warning] [] [] ',
  '1:M 99 Foo 2026 99:99:99.999 # ',
  '\u0000\ufffd ['.repeat(100),
];

/** Any line is taken apart, or left as it is. */
export function checkLogs<R extends PlatformResource>(
  binding: Binding<R>,
): void {
  for (const line of LOG_LINES) {
    const read = binding.logs?.read?.(line) ?? { text: line };
    expectPlain(read);
    expect(typeof read.text).toBe('string');
  }
}

export function checkFootprints<R extends PlatformResource>(
  binding: Binding<R>,
  spec: InstanceSpec,
): void {
  for (const operation of [undefined, ...OPERATION_KINDS]) {
    const { steady, surge } = binding.footprint(spec, operation);
    for (const sum of [steady, surge]) {
      for (const value of Object.values(sum)) {
        expect(Number.isFinite(value) && value >= 0).toBe(true);
      }
    }
  }
  expect(binding.footprint(spec).steady.instances).toBe(1);
}

/** Every operation is told of, and why what is not offered is not. */
export function checkFacets({ operations, capabilities }: Facets): void {
  expect(operations.map(o => o.kind).sort()).toEqual(
    [...OPERATION_KINDS].sort(),
  );
  for (const facet of [...operations, ...capabilities]) {
    expect(
      facet.offered || isComplete(facet.reason?.text)
        ? ''
        : JSON.stringify(facet),
    ).toBe('');
  }
}

/** What nobody can do to an instance that stands still. */
export const NEEDS_SERVERS: OperationKind[] = [
  'stop',
  'restart',
  'switchover',
  'move-member',
  'upgrade',
  'create-database',
  'drop-database',
  'create-user',
  'alter-user',
  'drop-user',
  'rotate-password',
];
