import { InstanceScope } from '@dbaas-portal/plugin-dbaas-node';
import createKnex from 'knex';
import { filterRows, matchesFilter, ScopeFilter } from './Filter';

const SCOPES: InstanceScope[] = [
  ['a1', 'a', 'production', 'group:default/x'],
  ['a2', 'a', 'test', 'group:default/y'],
  ['b1', 'b', 'production', 'group:default/x'],
].map(([uid, tenant, environment, owner]) => ({
  uid,
  tenant,
  environment,
  owner,
  engine: 'fakedb',
  members: [{ ref: `group:default/${tenant}`, role: 'member' as const }],
}));

/** Rows of the ledger may be about what is long gone. */
const GONE = { tenant: 'z', instance: 'z1' };

const production = {
  rule: 'environment' as const,
  environments: ['production'],
};
const ofA = { rule: 'tenant' as const, tenants: ['a'] };
const memberOfA = {
  rule: 'tenant-role' as const,
  claims: ['group:default/a'],
  roles: ['member' as const],
};
const ownedByX = { rule: 'owner' as const, claims: ['group:default/x'] };

const FILTERS: Record<string, [ScopeFilter, string[]]> = {
  all: ['all', ['a1', 'a2', 'b1']],
  none: ['none', []],
  rule: [production, ['a1', 'b1']],
  role: [memberOfA, ['a1', 'a2']],
  and: [{ allOf: [ofA, production] }, ['a1']],
  or: [{ anyOf: [ofA, ownedByX] }, ['a1', 'a2', 'b1']],
  not: [{ not: production }, ['a2']],
  'not and': [{ not: { allOf: [ofA, production] } }, ['a2', 'b1']],
  'not or': [{ not: { anyOf: [memberOfA, production] } }, []],
  nested: [
    { anyOf: [{ not: ofA }, { allOf: [ofA, { not: ownedByX }] }] },
    ['a2', 'b1'],
  ],
};

describe('a filter', () => {
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  const index = {
    all: () =>
      SCOPES.map(s => {
        const record = { uid: s.uid };
        return JSON.parse(JSON.stringify({ record }));
      }),
    scope: (uid: string) => SCOPES.find(s => s.uid === uid),
    tenants: () =>
      ['a', 'b'].map(name => JSON.parse(JSON.stringify({ spec: { name } }))),
    tenantScope: (name: string) => SCOPES.find(s => s.tenant === name),
  };

  beforeAll(async () => {
    await knex.schema.createTable('rows', table => {
      table.string('instance');
      table.string('tenant');
    });
    await knex('rows').insert([
      ...SCOPES.map(s => ({ instance: s.uid, tenant: s.tenant })),
      GONE,
    ]);
  });
  afterAll(() => knex.destroy());

  it.each(Object.keys(FILTERS))(
    'means the same in memory and SQL: %s',
    async name => {
      const [filter, expected] = FILTERS[name];
      const inMemory = SCOPES.filter(s => matchesFilter(filter, s));
      expect(inMemory.map(s => s.uid)).toEqual(expected);
      const rows = await filterRows(
        knex('rows').select('instance').orderBy('instance'),
        filter,
        { tenant: 'tenant', instance: 'instance' },
        index,
        knex,
      );
      const found: string[] = rows.map((r: { instance: string }) => r.instance);
      // What is gone is only seen by who sees everything.
      expect(found).toEqual(filter === 'all' ? [...expected, 'z1'] : expected);
    },
  );

  it('takes a fleet of any size', async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => `t${i}`);
    const rows = await filterRows(
      knex('rows').select('instance').orderBy('instance'),
      { rule: 'tenant', tenants: [...many, 'b'] },
      { tenant: 'tenant', instance: 'instance' },
      index,
      knex,
    );
    expect(rows).toEqual([{ instance: 'b1' }]);
  });
});
