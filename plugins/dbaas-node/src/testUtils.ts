/**
 * The conformance kit: what tests of engines, bindings, drivers and platforms
 * need, for ours and everybody's.
 *
 * @packageDocumentation
 */
export * from './testUtils/EngineHarness';
