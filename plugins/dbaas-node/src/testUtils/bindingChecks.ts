/* eslint-disable jest/no-conditional-expect, jest/no-standalone-expect -- checks for suites to call, not a test file */
import {
  LocalizedText,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import { Next, Step } from '../contracts';

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
