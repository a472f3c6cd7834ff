/** What units of the server's configuration count, in bytes or milliseconds. */
const FACTORS: Record<string, number> = {
  B: 1,
  kB: 1024,
  MB: 1024 ** 2,
  GB: 1024 ** 3,
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function measure(text: string, defaultUnit: string): number | undefined {
  const match = /^(-?[\d.]+)\s*([A-Za-z]*)$/.exec(text.trim());
  if (!match) {
    return undefined;
  }
  // `8kB` as a unit of pg_settings: blocks of that size.
  const unit = /^(\d*)([A-Za-z]*)$/.exec(match[2] || defaultUnit);
  const factor = unit?.[2] ? FACTORS[unit[2]] : 1;
  const value = Number(match[1]) * Number(unit?.[1] || 1) * (factor ?? NaN);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * Whether a value as it was written in a configuration file is what the
 * server shows in `pg_settings`, where it stands in the setting's base unit.
 */
export function sameSetting(
  written: string,
  setting: string | null,
  baseUnit: string | null,
): boolean {
  if (setting === null) {
    return false;
  }
  const a = measure(written, baseUnit ?? '');
  const b = measure(setting, baseUnit ?? '');
  if (a !== undefined && b !== undefined) {
    // Minus one means “off” whatever the unit; sizes are rounded to blocks.
    return (
      a === b || (a < 0 && b < 0) || Math.abs(a - b) < 8192 * (a > 8192 ? 1 : 0)
    );
  }
  return written.toLowerCase() === setting.toLowerCase();
}
