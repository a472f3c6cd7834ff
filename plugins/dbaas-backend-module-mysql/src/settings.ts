import {
  EngineDescriptor,
  InstanceSpec,
  ParameterDescriptor,
  ParameterValue,
} from '@dbaas-portal/plugin-dbaas-common';

type Described = Pick<EngineDescriptor, 'parameters'>;

const MIB = 1024 * 1024;
const KIB = 1024;

/** Of the memory asked for, this part caches data; the rest is the server's. */
const CACHE_SHARE = 0.5;
/** The server resizes its cache by pieces of this size. */
export const CACHE_CHUNK_BYTES = 8 * MIB;

export const CACHE_SETTING = 'innodb_buffer_pool_size';

/** The size of the cache that a spec's memory makes, in bytes. */
export function cacheBytes(spec: InstanceSpec): number {
  const wanted = spec.resources.memoryMib * MIB * CACHE_SHARE;
  return (
    Math.max(1, Math.floor(wanted / CACHE_CHUNK_BYTES)) * CACHE_CHUNK_BYTES
  );
}

/** A value as the server takes it, in a file and in SET GLOBAL. */
export function settingOf(
  value: ParameterValue,
  parameter?: Pick<ParameterDescriptor, 'unit'>,
): string | number {
  if (typeof value === 'boolean') {
    return value ? 'ON' : 'OFF';
  }
  if (typeof value === 'number') {
    const factor = { MiB: MIB, KiB: KIB }[parameter?.unit ?? ''] ?? 1;
    return value * factor;
  }
  // An enum whose values are numbers is a number to the server.
  return /^\d+$/.test(value) ? Number(value) : value;
}

/** Every setting of a spec, by the name of its variable. */
export function settingsOf(
  engine: Described,
  spec: InstanceSpec,
): Record<string, string | number> {
  return {
    ...Object.fromEntries(
      engine.parameters.map(p => [
        p.name,
        settingOf(spec.parameters[p.name] ?? p.default, p),
      ]),
    ),
    [CACHE_SETTING]: cacheBytes(spec),
  };
}

/** What differs between two specs, and whether it takes a restart. */
export function changedSettings(
  engine: Described,
  before: InstanceSpec,
  after: InstanceSpec,
): { dynamic: Record<string, string | number>; restart: boolean } {
  const from = settingsOf(engine, before);
  const to = settingsOf(engine, after);
  const needsRestart = new Set(
    engine.parameters.filter(p => p.restart).map(p => p.name),
  );
  const changed = Object.entries(to).filter(([n, v]) => from[n] !== v);
  return {
    dynamic: Object.fromEntries(changed.filter(([n]) => !needsRestart.has(n))),
    restart: changed.some(([n]) => needsRestart.has(n)),
  };
}
