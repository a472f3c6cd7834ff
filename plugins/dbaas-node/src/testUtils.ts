/**
 * The conformance kit: what every engine, binding and platform has to keep, as
 * tests; a harness for engines with real servers; and a fake world to try the
 * core and third parties' parts in.
 *
 * @packageDocumentation
 */
export * from './testUtils/describeBinding';
export * from './testUtils/describePlatform';
export * from './testUtils/EngineHarness';
export * from './testUtils/fakeBinding';
export * from './testUtils/FakeDriver';
export * from './testUtils/fakeEngine';
export * from './testUtils/FakeLogs';
export * from './testUtils/FakePlatform';
export * from './testUtils/fakeSpec';
export * from './testUtils/FakeWorld';
