import {
  describeBinding,
  describePlatform,
  fakeBinding,
  FakePlatform,
  fakeSpec,
  FakeWorld,
  FAKE_LOCATION,
} from '../testUtils';

describePlatform('fake', async () => ({
  platform: new FakePlatform(new FakeWorld()),
  location: FAKE_LOCATION,
  close: async () => {},
}));

describeBinding(fakeBinding(), {
  inventory: { found: { fakedb: [{ version: '2', facts: {} }] } },
  specs: {
    single: fakeSpec(),
    replication: fakeSpec({ topology: 'replication', members: 3 }),
    stopped: fakeSpec({ running: false }),
  },
  evidence: spec => {
    const observedAt = '2026-01-01T00:00:00.000Z';
    const names = Array.from({ length: spec.members }, (_, i) => `m${i}`);
    return {
      reachable: true,
      resources: names.map((name, i) => ({
        resource: {
          kind: 'FakeServer',
          metadata: { name },
          spec: {},
          status: { running: spec.running, port: 7000 + i },
        },
        incarnation: 'i1',
        observedAt,
      })),
      probes: !spec.running
        ? []
        : names.map((member, i) => ({
            member,
            observedAt,
            ok: true as const,
            probe: {
              role: i === 0 ? ('primary' as const) : ('replica' as const),
              version: '2.1',
              facts: {},
            },
          })),
    };
  },
});
