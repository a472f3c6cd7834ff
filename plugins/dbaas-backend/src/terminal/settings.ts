import { Config } from '@backstage/config';

export type TerminalSettings = {
  /** Off unless an operator of the portal wants it. */
  enabled: boolean;
  idleSeconds: number;
  maxSeconds: number;
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
    throw new Error(`dbaas.terminal.${key} must be a whole number above 0`);
  }
  return value;
}

export function readTerminalSettings(root: Config): TerminalSettings {
  const config = root.getOptionalConfig('dbaas.terminal');
  return {
    enabled: config?.getOptionalBoolean('enabled') ?? false,
    idleSeconds: bound(config, 'idleSeconds', 15 * 60),
    maxSeconds: bound(config, 'maxSeconds', 8 * 3600),
    perUser: bound(config, 'terminalsPerUser', 5),
    perInstance: bound(config, 'terminalsPerInstance', 10),
  };
}

/** The origins of the portal's own pages, which alone may open a socket. */
export function readOrigins(root: Config): Set<string> {
  return new Set(
    ['app.baseUrl', 'backend.baseUrl'].flatMap(key => {
      const url = root.getOptionalString(key);
      return url === undefined ? [] : [new URL(url).origin];
    }),
  );
}
