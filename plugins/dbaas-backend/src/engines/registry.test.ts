import { mockServices } from '@backstage/backend-test-utils';
import { Binding } from '@dbaas-portal/plugin-dbaas-node';
import {
  FakeDriver,
  fakeBinding,
  fakeEngine,
  FakePlatform,
  FakeWorld,
  FAKE_ENGINE,
  FAKE_LOCATION,
  FAKE_PLATFORM,
} from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { RegistryInputs } from '../Core';
import { DefaultRegistry } from './DefaultRegistry';

const logger = mockServices.logger.mock();

function inputs(changes: Partial<RegistryInputs> = {}): RegistryInputs {
  const world = new FakeWorld();
  return {
    engines: [fakeEngine()],
    bindings: [fakeBinding()],
    drivers: [new FakeDriver(world)],
    platforms: [new FakePlatform(world)],
    ...changes,
  };
}

const make = (changes: Partial<RegistryInputs>) =>
  new DefaultRegistry(inputs(changes), {}, logger);

describe('the registry', () => {
  it('refuses, by name, what is registered twice', () => {
    const world = new FakeWorld();
    expect(() => make({ engines: [fakeEngine(), fakeEngine()] })).toThrow(
      "The engine 'fakedb' is registered twice",
    );
    expect(() => make({ bindings: [fakeBinding(), fakeBinding()] })).toThrow(
      "The binding 'fakedb/fake/memory' is registered twice",
    );
    expect(() =>
      make({ drivers: [new FakeDriver(world), new FakeDriver(world)] }),
    ).toThrow("The driver 'fake' is registered twice");
    expect(() =>
      make({ platforms: [new FakePlatform(world), new FakePlatform(world)] }),
    ).toThrow("The platform 'fake' is registered twice");
  });

  it('refuses, by name, what is made for other contracts', () => {
    expect(() =>
      make({ bindings: [fakeBinding({ contractVersion: 7 })] }),
    ).toThrow(
      "The binding 'fakedb/fake/memory' is made for version 7 of the contracts; this is version 1",
    );
  });

  it('refuses a binding of an engine that is not here', () => {
    expect(() =>
      make({ bindings: [fakeBinding({ engine: 'other' })] }),
    ).toThrow(
      "The binding 'other/fake/memory' is for an engine that is not here",
    );
  });

  it('lets the config choose among controllers', () => {
    const both: Binding[] = [
      fakeBinding(),
      fakeBinding({ controller: 'paper' }),
    ];
    const first = (policy: Record<string, Record<string, string>>) =>
      new DefaultRegistry(inputs({ bindings: both }), policy, logger)
        .bindingsFor(FAKE_ENGINE, FAKE_PLATFORM)
        .map(b => b.controller);
    expect(first({})).toEqual(['memory', 'paper']);
    expect(first({ fakedb: { fake: 'paper' } })).toEqual(['paper', 'memory']);
  });

  it('offers what was found, and keeps it while a location is away', async () => {
    const world = new FakeWorld();
    const platform = new FakePlatform(world);
    const registry = new DefaultRegistry(
      inputs({ platforms: [platform] }),
      {},
      logger,
    );
    await registry.refresh();
    const before = await registry.offers();
    expect(before).toMatchObject([
      {
        engine: FAKE_ENGINE,
        location: FAKE_LOCATION,
        controller: 'memory',
        available: { available: true },
      },
    ]);
    jest.spyOn(platform, 'inventory').mockRejectedValue(new Error('away'));
    await registry.refresh();
    expect(await registry.offers()).toEqual(before);
  });

  it('survives a binding that fails to read what was found', async () => {
    const registry = new DefaultRegistry(
      inputs({
        bindings: [
          fakeBinding({
            detect: () => {
              throw new Error('broken');
            },
          }),
        ],
      }),
      {},
      logger,
    );
    await registry.refresh();
    const [offer] = await registry.offers();
    expect(offer.available).toMatchObject({
      available: false,
      reason: { code: 'location-unreachable' },
    });
  });
});
