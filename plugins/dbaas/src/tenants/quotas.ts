import { Quota } from '@dbaas-portal/plugin-dbaas-common';

export const QUOTA_NAMES = [
  'cpuMillis',
  'memoryMib',
  'storageMib',
  'instances',
] as const;

export type QuotaName = (typeof QUOTA_NAMES)[number];

/** A quota as it is typed: empty means no limit; CPU in cores. */
export type QuotaDraft = Record<QuotaName, string>;

export const EMPTY_QUOTA: QuotaDraft = {
  cpuMillis: '4',
  memoryMib: '4096',
  storageMib: '20480',
  instances: '5',
};

function typed(name: QuotaName, value: number | undefined): string {
  if (value === undefined) return '';
  return String(name === 'cpuMillis' ? value / 1000 : value);
}

export function toDraft(quota: Quota): QuotaDraft {
  return {
    cpuMillis: typed('cpuMillis', quota.cpuMillis),
    memoryMib: typed('memoryMib', quota.memoryMib),
    storageMib: typed('storageMib', quota.storageMib),
    instances: typed('instances', quota.instances),
  };
}

/** The number that was typed; NaN where it is none. */
function parse(name: QuotaName, text: string): number {
  const value = Number(text.trim());
  const number = name === 'cpuMillis' ? Math.round(value * 1000) : value;
  return Number.isInteger(number) && number >= 0 ? number : NaN;
}

export function isValidAmount(name: QuotaName, text: string): boolean {
  return text.trim() === '' || !Number.isNaN(parse(name, text));
}

/** Nothing where a number is not valid. */
export function toQuota(draft: QuotaDraft): Quota | undefined {
  const quota: Quota = {};
  for (const name of QUOTA_NAMES) {
    if (!isValidAmount(name, draft[name])) return undefined;
    if (draft[name].trim() !== '') quota[name] = parse(name, draft[name]);
  }
  return quota;
}

export function toQuotas(
  drafts: Record<string, QuotaDraft>,
): Record<string, Quota> | undefined {
  const quotas: Record<string, Quota> = {};
  for (const [location, draft] of Object.entries(drafts)) {
    const quota = toQuota(draft);
    if (!quota) return undefined;
    quotas[location] = quota;
  }
  return quotas;
}
