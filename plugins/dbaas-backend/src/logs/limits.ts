import { Config } from '@backstage/config';

export type LogLimits = {
  maxLines: number;
  /** Of what is sent to one reader. */
  maxBytesPerSecond: number;
  followMs: number;
  /** Logs that one person reads at once, and that this backend reads for all. */
  perUser: number;
  concurrent: number;
};

function bound(
  config: Config | undefined,
  key: string,
  fallback: number,
  maximum: number,
): number {
  const value = config?.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < 1 || value > maximum) {
    throw new Error(
      `dbaas.logs.${key} must be a whole number from 1 to ${maximum}`,
    );
  }
  return value;
}

export function readLogLimits(root: Config): LogLimits {
  const config = root.getOptionalConfig('dbaas.logs');
  return {
    maxLines: bound(config, 'maxLines', 5000, 100_000),
    maxBytesPerSecond: bound(config, 'maxBytesPerSecond', 1 << 20, 1 << 30),
    followMs: bound(config, 'followMinutes', 60, 1440) * 60_000,
    perUser: bound(config, 'perUser', 5, 1000),
    concurrent: bound(config, 'concurrent', 100, 10_000),
  };
}
