import { entityNameOf, isValidName, NAME_MAX_LENGTH } from './names';

const long = (start: string, end: string) =>
  start.padEnd(NAME_MAX_LENGTH - end.length, 'x') + end;

describe('names', () => {
  it.each([
    ['orders', true],
    ['a1-b2', true],
    ['x'.repeat(NAME_MAX_LENGTH), true],
    ['x'.repeat(NAME_MAX_LENGTH + 1), false],
    ['ab', false],
    ['1ab', false],
    ['Orders', false],
    ['orders--db', false],
    ['orders-', false],
    ['orders/../x', false],
    ['admin', false],
  ])('%s is a valid name: %s', (name, valid) => {
    expect(isValidName(name)).toBe(valid);
  });

  it('leaves short entity names readable', () => {
    expect(entityNameOf('orders', 'main-db')).toBe('orders--main-db');
    const exact = entityNameOf('t'.repeat(30), 'i'.repeat(31));
    expect(exact).toBe(`${'t'.repeat(30)}--${'i'.repeat(31)}`);
    expect(exact).toHaveLength(63);
  });

  it('gives every long pair a name of its own that the catalog takes', () => {
    const tenants = [long('team-a', '1'), long('team-a', '2'), 't'.repeat(23)];
    const instances = ['1', '2', 'a', 'b'].map(end => long('db', end));
    const names = tenants.flatMap(t => instances.map(i => entityNameOf(t, i)));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      expect(name.length).toBeLessThanOrEqual(63);
      expect(name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
    }
  });

  it('never gives a long pair the name of a short one', () => {
    const shortened = entityNameOf('t'.repeat(40), 'i'.repeat(40));
    expect(shortened.match(/--/g)).toHaveLength(2);
    expect(shortened.startsWith(`${'t'.repeat(40)}--`)).toBe(true);
  });

  it('is the same on every machine', () => {
    expect(entityNameOf('t'.repeat(40), 'i'.repeat(40))).toBe(
      `${'t'.repeat(40)}--iiiiii--2kfw3x151ux0n`,
    );
  });

  it('does not end in a dash where it is cut at one', () => {
    const tenant = 't'.repeat(40);
    const name = entityNameOf(tenant, `abcde-${'f'.repeat(34)}`);
    expect(name).not.toContain('---');
  });
});
