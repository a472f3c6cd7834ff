import os from 'node:os';
import path from 'node:path';
import { Config } from '@backstage/config';
import { LocalPlatformOptions } from './options';

/** Reads `dbaas.local`; undefined where the platform is switched off. */
export function readOptions(
  config: Config,
  environment: NodeJS.ProcessEnv,
): LocalPlatformOptions | undefined {
  const local = config.getOptionalConfig('dbaas.local');
  if (local?.getOptionalBoolean('enabled') === false) {
    return undefined;
  }
  if (environment.NODE_ENV === 'production') {
    throw new Error(
      'The local platform runs databases beside the backend, in one trust domain with it, and is for development only: ' +
        'remove the module or set dbaas.local.enabled to false when NODE_ENV is production',
    );
  }
  const from = local?.getOptionalNumber('ports.from') ?? 21000;
  const to = local?.getOptionalNumber('ports.to') ?? 21999;
  if (!isPort(from) || !isPort(to) || to < from) {
    throw new Error(
      `dbaas.local.ports must be a range of ports above 1023, not ${from} to ${to}`,
    );
  }
  return {
    root: path.resolve(
      local?.getOptionalString('root') ??
        environment.DBAAS_LOCAL_ROOT ??
        defaultRoot(),
    ),
    location: local?.getOptionalString('location'),
    user: local?.getOptionalString('user'),
    binaries: [
      ...(local?.getOptionalStringArray('binaries') ?? []),
      ...(environment.DBAAS_LOCAL_BINARIES ?? '')
        .split(path.delimiter)
        .filter(Boolean),
    ].map(folder => path.resolve(folder)),
    ports: { from, to },
    maxMemberMemoryMib: local?.getOptionalNumber('maxMemberMemoryMib'),
    minimumFreeDiskMib: local?.getOptionalNumber('minimumFreeDiskMib'),
  };
}

/** Outside of the checkout, where root's servers' user could not reach it. */
function defaultRoot(): string {
  return process.getuid?.() === 0
    ? '/var/lib/dbaas-portal/local'
    : path.join(os.homedir(), '.local', 'share', 'dbaas-portal', 'local');
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value > 1023 && value < 65_536;
}
