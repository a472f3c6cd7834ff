import { renderHook } from '@testing-library/react';
import { useRefreshEvery } from './useRefreshEvery';

describe('what is read again from time to time', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('is read while it is looked at, and never after', () => {
    const refresh = jest.fn();
    const hidden = jest.spyOn(document, 'hidden', 'get');
    hidden.mockReturnValue(false);
    const { unmount } = renderHook(() => useRefreshEvery(60, refresh));
    jest.advanceTimersByTime(120_000);
    expect(refresh).toHaveBeenCalledTimes(2);
    hidden.mockReturnValue(true);
    jest.advanceTimersByTime(120_000);
    expect(refresh).toHaveBeenCalledTimes(2);
    unmount();
    hidden.mockReturnValue(false);
    jest.advanceTimersByTime(120_000);
    expect(refresh).toHaveBeenCalledTimes(2);
  });
});
