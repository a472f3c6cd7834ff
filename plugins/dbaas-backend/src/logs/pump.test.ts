import { withSignsOfLife } from './pump';

describe('withSignsOfLife', () => {
  it('tells that nothing has come, and loses nothing by it', async () => {
    let give = () => {};
    async function* slow() {
      yield 1;
      await new Promise<void>(resolve => {
        give = resolve;
      });
      yield 2;
    }
    const seen = [];
    const { signal } = new AbortController();
    for await (const value of withSignsOfLife(slow(), signal, 20)) {
      seen.push(value);
      if (seen.length === 3) {
        give();
      }
    }
    expect(seen.slice(0, 3)).toEqual([1, undefined, undefined]);
    expect(seen.filter(value => value !== undefined)).toEqual([1, 2]);
  });

  it('ends with its reader, whatever the source does', async () => {
    const reader = new AbortController();
    async function* deaf() {
      yield 1;
      await new Promise(() => {});
    }
    const reading = withSignsOfLife(deaf(), reader.signal);
    expect((await reading.next()).value).toBe(1);
    const waiting = reading.next();
    reader.abort();
    expect((await waiting).done).toBe(true);
  });
});
