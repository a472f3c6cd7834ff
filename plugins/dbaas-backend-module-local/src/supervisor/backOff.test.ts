import { BackOff } from './backOff';

describe('BackOff', () => {
  it('grows, gives up after quick deaths in a row, and goes on slowly', () => {
    const backOff = new BackOff(() => 0.5);
    const told = Array.from({ length: 7 }, () => backOff.next(500));
    expect(told).toEqual([
      { state: 'back-off', delayMs: 100 },
      { state: 'back-off', delayMs: 400 },
      { state: 'back-off', delayMs: 1600 },
      { state: 'back-off', delayMs: 6400 },
      { state: 'back-off', delayMs: 15_000 },
      { state: 'failed', delayMs: 60_000 },
      { state: 'failed', delayMs: 60_000 },
    ]);
    // It lived for a while: this is not the same trouble.
    expect(backOff.next(60_000)).toEqual({ state: 'back-off', delayMs: 100 });
  });

  it('spreads members that died together', () => {
    expect(new BackOff(() => 0).next(0).delayMs).toBe(75);
    expect(new BackOff(() => 1).next(0).delayMs).toBe(125);
  });
});
