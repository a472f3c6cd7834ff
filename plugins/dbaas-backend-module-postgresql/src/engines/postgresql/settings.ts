import {
  InstanceSpec,
  Parameters,
  ParameterValue,
} from '@dbaas-portal/plugin-dbaas-common';
import { PARAMETERS } from './parameters';

const UNITS: Record<string, string> = {
  MiB: 'MB',
  KiB: 'kB',
  ms: 'ms',
  s: 's',
};

/** What the size of a member makes of the parameters that say 0. */
function derived(spec: InstanceSpec): Parameters {
  const { memoryMib } = spec.resources;
  return {
    shared_buffers: Math.max(16, Math.floor(memoryMib / 4)),
    effective_cache_size: Math.floor((memoryMib * 3) / 4),
    maintenance_work_mem: Math.min(
      2047,
      Math.max(16, Math.floor(memoryMib / 16)),
    ),
  };
}

function written(value: ParameterValue, unit: string | undefined): string {
  if (typeof value === 'boolean') {
    return value ? 'on' : 'off';
  }
  const suffix = unit && typeof value === 'number' ? UNITS[unit] ?? '' : '';
  // Minus one means “off” and takes no unit.
  return value === -1 ? '-1' : `${value}${suffix}`;
}

/** The parameters of the descriptor as the server's configuration has them. */
export function settingsOf(spec: InstanceSpec): Record<string, string> {
  const bySize = derived(spec);
  return Object.fromEntries(
    PARAMETERS.map(parameter => {
      const asked = spec.parameters[parameter.name] ?? parameter.default;
      const value =
        asked === 0 && parameter.name in bySize
          ? bySize[parameter.name]
          : asked;
      return [parameter.name, written(value, parameter.unit)];
    }),
  );
}

/** The settings that two specs differ in, and whether one needs a restart. */
export function changedSettings(before: InstanceSpec, after: InstanceSpec) {
  const from = settingsOf(before);
  const to = settingsOf(after);
  const names = Object.keys(to).filter(name => from[name] !== to[name]);
  return {
    names,
    restart: PARAMETERS.some(p => p.restart && names.includes(p.name)),
  };
}
