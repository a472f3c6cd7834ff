import { OPERATION_KINDS } from '@dbaas-portal/plugin-dbaas-common';
import { Asked, excludes, REACH } from './exclusions';

/** A small generator of repeatable numbers; its seed is printed on failure. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

function anyOperation(next: () => number): Asked {
  const pick = <T>(items: readonly T[]) =>
    items[Math.floor(next() * items.length)];
  const names = ['app', 'web', 'jobs'];
  const kind = pick([...OPERATION_KINDS, 'of-a-newer-release']);
  const grants = [{ database: pick([...names, '*']), level: 'read' }];
  switch (kind) {
    case 'create-database':
    case 'drop-database':
      return { kind, input: { database: pick(names) } };
    case 'create-user':
    case 'alter-user':
      return { kind, input: { user: pick(names), grants } };
    case 'drop-user':
    case 'rotate-password':
      return { kind, input: { user: pick(names) } };
    default:
      return { kind, input: {} };
  }
}

const touches = (o: Asked, what: 'user' | 'database', name: string) =>
  o.input[what] === name ||
  (what === 'database' &&
    Array.isArray(o.input.grants) &&
    JSON.stringify(o.input.grants).includes(`"database":"${name}"`));

describe('exclusions', () => {
  it('hold for 20,000 pairs of operations', () => {
    const seed = 20261121;
    const next = numbers(seed);
    for (let i = 0; i < 20_000; i++) {
      const a = anyOperation(next);
      const b = anyOperation(next);
      const context = JSON.stringify({ seed, a, b });
      const answer = excludes(a, b);
      const isAccount = (o: Asked) =>
        OPERATION_KINDS.some(k => k === o.kind && REACH[k] === 'accounts');
      const meet = ['app', 'web', 'jobs'].some(
        name =>
          (touches(a, 'user', name) && touches(b, 'user', name)) ||
          (touches(a, 'database', name) && touches(b, 'database', name)),
      );
      const dropsUnder = (drop: Asked, other: Asked) =>
        drop.kind === 'drop-database' && touches(other, 'database', '*');
      const expected =
        // Whatever changes the whole instance, and whatever nobody knows.
        !isAccount(a) ||
        !isAccount(b) ||
        meet ||
        dropsUnder(a, b) ||
        dropsUnder(b, a);
      expect({ context, answer }).toEqual({ context, answer: expected });
      // The same whoever came first.
      expect({ context, answer: excludes(b, a) }).toEqual({ context, answer });
    }
  });

  it('say of every kind what it reaches', () => {
    expect(Object.keys(REACH).sort()).toEqual([...OPERATION_KINDS].sort());
  });
});
