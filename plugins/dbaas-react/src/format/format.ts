/**
 * A number with at most two decimals, in the person's language.
 *
 * @public
 */
export function formatNumber(value: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(
    value,
  );
}

/**
 * MiB in the unit that reads best: 512 MiB, 1.5 GiB, 2 TiB.
 *
 * @public
 */
export function formatMib(mib: number, language: string): string {
  const units = ['MiB', 'GiB', 'TiB', 'PiB'];
  let value = mib;
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${formatNumber(value, language)} ${units[unit]}`;
}

/**
 * Bytes in the unit that reads best.
 *
 * @public
 */
export function formatBytes(bytes: number, language: string): string {
  if (bytes < 1024) return `${formatNumber(bytes, language)} B`;
  if (bytes < 1024 * 1024) return `${formatNumber(bytes / 1024, language)} KiB`;
  return formatMib(bytes / 1024 / 1024, language);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CLOCKS_MS = 3 * SECOND;

function unitText(value: number, unit: string, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(value);
}

/**
 * How long something took: 0.4 sec, 12 sec, 3 min 5 sec, 2 hr 10 min.
 *
 * @public
 */
export function formatDuration(milliseconds: number, language: string): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 10 * SECOND) return unitText(ms / SECOND, 'second', language);
  const seconds = Math.round(ms / SECOND);
  if (seconds < 60) return unitText(seconds, 'second', language);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return [
      unitText(minutes, 'minute', language),
      ...(seconds % 60 ? [unitText(seconds % 60, 'second', language)] : []),
    ].join(' ');
  }
  const hours = Math.floor(minutes / 60);
  return [
    unitText(hours, 'hour', language),
    ...(minutes % 60 ? [unitText(minutes % 60, 'minute', language)] : []),
  ].join(' ');
}

/**
 * How far away a moment is: 5 minutes ago, in 3 days.
 *
 * @public
 */
export function formatRelative(
  at: string,
  language: string,
  now: number = Date.now(),
): string {
  const apart = new Date(at).getTime() - now;
  // Two machines' clocks are never quite the same: that is no future.
  const difference = apart > 0 && apart < CLOCKS_MS ? 0 : apart;
  const size = Math.abs(difference);
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (size < MINUTE) {
    return format.format(Math.round(difference / SECOND), 'second');
  }
  if (size < HOUR) {
    return format.format(Math.round(difference / MINUTE), 'minute');
  }
  if (size < DAY) return format.format(Math.round(difference / HOUR), 'hour');
  return format.format(Math.round(difference / DAY), 'day');
}

/**
 * A moment with date and time of day.
 *
 * @public
 */
export function formatDateTime(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(new Date(at));
}
