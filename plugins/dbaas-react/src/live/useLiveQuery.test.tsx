import { TestApiProvider } from '@backstage/test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, renderHook, waitFor } from '@testing-library/react';
import { PropsWithChildren } from 'react';
import { DbaasApi, dbaasApiRef } from '../api/DbaasApi';
import { useLiveQuery } from './useLiveQuery';

let tell: (message: { revision: string }) => void = () => undefined;

const signals = {
  subscribe: (_channel: string, onMessage: typeof tell) => {
    tell = onMessage;
    return { unsubscribe: () => undefined };
  },
};

function wrapper(backendSignals: boolean, withSignals = true) {
  const api: Partial<DbaasApi> = {
    getMe: async () => ({
      userEntityRef: 'user:default/a',
      can: [],
      tenants: [],
      signals: backendSignals,
      paused: false,
    }),
  };
  return ({ children }: PropsWithChildren<{}>) => (
    <TestApiProvider
      apis={[
        [dbaasApiRef, api],
        ...(withSignals ? ([[signalApiRef, signals]] as const) : []),
      ]}
    >
      {children}
    </TestApiProvider>
  );
}

function hide(hidden: boolean) {
  Object.defineProperty(document, 'hidden', {
    configurable: true,
    get: () => hidden,
  });
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('useLiveQuery', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    hide(false);
    jest.useRealTimers();
  });

  const advance = (ms: number) =>
    act(async () => {
      await jest.advanceTimersByTimeAsync(ms);
    });

  const signalNumber = (n: number) => act(() => tell({ revision: String(n) }));

  it('reads again on a signal, once for a burst, and keeps the old data', async () => {
    let answer = Promise.resolve('one');
    const load = jest.fn(() => answer);
    const { result } = renderHook(() => useLiveQuery('k', load), {
      wrapper: wrapper(true),
    });
    expect(result.current.loading).toBe(true);
    await waitFor(() => expect(result.current.data).toBe('one'));

    answer = new Promise(() => undefined);
    act(() => tell({ revision: '1' }));
    await advance(50);
    act(() => tell({ revision: '2' }));
    act(() => tell({ revision: '3' }));
    await advance(1100);
    expect(load).toHaveBeenCalledTimes(2);
    expect(result.current).toMatchObject({ data: 'one', reloading: true });
  });

  it('keeps what it has when reading again fails', async () => {
    const load = jest
      .fn()
      .mockResolvedValueOnce('one')
      .mockRejectedValueOnce(new Error('away'));
    const { result } = renderHook(() => useLiveQuery('k', load), {
      wrapper: wrapper(true),
    });
    await waitFor(() => expect(result.current.data).toBe('one'));
    act(() => result.current.refresh());
    await waitFor(() => expect(result.current.error?.message).toBe('away'));
    expect(result.current.data).toBe('one');
  });

  it('forgets the data of another key', async () => {
    const { result, rerender } = renderHook(
      ({ k }) => useLiveQuery(k, async () => k),
      { wrapper: wrapper(true), initialProps: { k: 'a' } },
    );
    await waitFor(() => expect(result.current.data).toBe('a'));
    rerender({ k: 'b' });
    expect(result.current).toMatchObject({ data: undefined, loading: true });
    await waitFor(() => expect(result.current.data).toBe('b'));
  });

  it('shows at once what was read before, and reads it again', async () => {
    const together = wrapper(true);
    const load = jest.fn(async () => 'x');
    const first = renderHook(() => useLiveQuery('k', load), {
      wrapper: together,
    });
    await waitFor(() => expect(first.result.current.data).toBe('x'));
    const second = renderHook(() => useLiveQuery('k', load), {
      wrapper: together,
    });
    expect(second.result.current).toMatchObject({ data: 'x', reloading: true });
    expect(load).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['the app has no signals', true, false],
    ['the backend sends none', false, true],
  ])('polls where %s', async (_, backend, app) => {
    const load = jest.fn(async () => 'x');
    renderHook(() => useLiveQuery('k', load, { pollSeconds: 10 }), {
      wrapper: wrapper(backend, app),
    });
    await advance(35_000);
    expect(load.mock.calls.length).toBeGreaterThanOrEqual(4);
  });

  it('does not poll where signals are there', async () => {
    const load = jest.fn(async () => 'x');
    renderHook(() => useLiveQuery('k', load, { pollSeconds: 10 }), {
      wrapper: wrapper(true),
    });
    await advance(60_000);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['quick', 50],
    ['slow', 900],
  ])('stays fresh while signals never stop, with %s answers', async (_, ms) => {
    // Each answer tells when it was asked for.
    const started = Date.now();
    let running = 0;
    let most = 0;
    const aborted: boolean[] = [];
    const load = jest.fn(
      (_api: DbaasApi, { signal }: { signal: AbortSignal }) => {
        const asked = Date.now();
        running += 1;
        most = Math.max(most, running);
        return new Promise<number>(resolve => {
          setTimeout(() => {
            running -= 1;
            aborted.push(signal.aborted);
            resolve(asked);
          }, ms);
        });
      },
    );
    const { result } = renderHook(() => useLiveQuery('k', load), {
      wrapper: wrapper(true),
    });
    await advance(ms);
    expect(result.current.data).toBe(started);

    let oldest = 0;
    for (let n = 1; n <= 100; n++) {
      signalNumber(n);
      await advance(100);
      oldest = Math.max(oldest, Date.now() - (result.current.data ?? 0));
    }
    // The longest wait, the answer after it, and the one that was going on.
    expect(oldest).toBeLessThanOrEqual(2250 + 2 * ms + 200);
    expect(most).toBe(1);
    expect(aborted).not.toContain(true);
    // Neither is it one reading for each signal.
    expect(load.mock.calls.length).toBeLessThanOrEqual(12);

    const lastTold = Date.now() - 100;
    await advance(2000 + 2 * ms);
    expect(result.current.data).toBeGreaterThanOrEqual(lastTold);
    expect(result.current.reloading).toBe(false);
  });

  it('reads once more after a reading during which much changed', async () => {
    const answers: Array<(value: string) => void> = [];
    const load = jest.fn(
      () => new Promise<string>(resolve => answers.push(resolve)),
    );
    const { result } = renderHook(() => useLiveQuery('k', load), {
      wrapper: wrapper(true),
    });
    for (let n = 1; n <= 60; n++) {
      signalNumber(n);
      await advance(100);
    }
    await advance(5000);
    expect(load).toHaveBeenCalledTimes(1);
    await act(async () => answers[0]('one'));
    expect(load).toHaveBeenCalledTimes(2);
    expect(result.current).toMatchObject({ data: 'one', reloading: true });
    await act(async () => answers[1]('two'));
    await advance(5000);
    expect(load).toHaveBeenCalledTimes(2);
    expect(result.current).toMatchObject({ data: 'two', reloading: false });
  });

  it('reads again at once when asked to, in place of what goes on', async () => {
    const seen: AbortSignal[] = [];
    const load = jest.fn(
      (_api: DbaasApi, { signal }: { signal: AbortSignal }) => {
        seen.push(signal);
        return seen.length === 1
          ? new Promise<string>(() => undefined)
          : Promise.resolve('mine');
      },
    );
    const { result } = renderHook(() => useLiveQuery('k', load), {
      wrapper: wrapper(true),
    });
    await act(async () => result.current.refresh());
    expect(seen.map(signal => signal.aborted)).toEqual([true, false]);
    expect(result.current).toMatchObject({ data: 'mine', reloading: false });
  });

  it('asks nothing while hidden, and catches up when seen', async () => {
    const load = jest.fn(async () => 'x');
    renderHook(() => useLiveQuery('k', load), { wrapper: wrapper(true) });
    await advance(10);
    act(() => hide(true));
    act(() => tell({ revision: 'h' }));
    await advance(5000);
    expect(load).toHaveBeenCalledTimes(1);
    act(() => hide(false));
    expect(load).toHaveBeenCalledTimes(2);
  });
});
