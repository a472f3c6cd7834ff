import {
  formatBytes,
  formatDuration,
  formatMib,
  formatRelative,
} from './format';

describe('formats', () => {
  it.each([
    [512, '512 MiB'],
    [1536, '1.5 GiB'],
    [3 * 1024 * 1024, '3 TiB'],
  ])('%d MiB is %s', (mib, text) => expect(formatMib(mib, 'en')).toBe(text));

  it.each([
    [900, '900 B'],
    [2048, '2 KiB'],
    [5 * 1024 * 1024, '5 MiB'],
  ])('%d bytes are %s', (bytes, text) =>
    expect(formatBytes(bytes, 'en')).toBe(text),
  );

  it.each([
    [400, '0.4 sec'],
    [12_300, '12 sec'],
    [185_000, '3 min 5 sec'],
    [7_800_000, '2 hr 10 min'],
    [-5, '0 sec'],
  ])('%d ms is %s', (ms, text) => expect(formatDuration(ms, 'en')).toBe(text));

  it('tells how far away a moment is, in both languages', () => {
    const now = Date.parse('2026-01-01T12:00:00Z');
    expect(formatRelative('2026-01-01T11:55:00Z', 'en', now)).toBe(
      '5 minutes ago',
    );
    expect(formatRelative('2026-01-04T12:00:00Z', 'zh', now)).toBe('3天后');
  });
});
