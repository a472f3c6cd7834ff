import { Config } from '@backstage/config';

export type ConsoleLimits = {
  /** Rows where the request names none. */
  defaultRows: number;
  maxRows: number;
  maxBytes: number;
  defaultTimeoutSeconds: number;
  maxTimeoutSeconds: number;
  perUser: number;
  perInstance: number;
};

function bound(
  config: Config | undefined,
  key: string,
  fallback: number,
): number {
  const value = config?.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`dbaas.console.${key} must be a whole number above 0`);
  }
  return value;
}

export function readConsoleLimits(root: Config): ConsoleLimits {
  const config = root.getOptionalConfig('dbaas.console');
  return {
    defaultRows: bound(config, 'defaultRows', 1000),
    maxRows: bound(config, 'maxRows', 100_000),
    maxBytes: bound(config, 'maxBytes', 64 * 1024 * 1024),
    defaultTimeoutSeconds: bound(config, 'defaultTimeoutSeconds', 30),
    maxTimeoutSeconds: bound(config, 'maxTimeoutSeconds', 600),
    perUser: bound(config, 'statementsPerUser', 5),
    perInstance: bound(config, 'statementsPerInstance', 20),
  };
}
