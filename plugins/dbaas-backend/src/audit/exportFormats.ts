import { AuditRecord } from '@dbaas-portal/plugin-dbaas-common';

const COLUMNS = [
  'at',
  'actor',
  'action',
  'outcome',
  'tenant',
  'instance',
  'instanceUid',
  'details',
  'id',
] as const;

/**
 * One field of CSV. Spreadsheets take what begins with one of `= + - @`, a
 * tab or a line break for a formula; an apostrophe before it makes it text.
 */
export function csvField(value: string): string {
  const text = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(value)
    ? `'${value}`
    : value;
  return /[",\r\n']/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

export const csvHeader = `${COLUMNS.join(',')}\r\n`;

export function csvLine(record: AuditRecord): string {
  return `${[
    record.at,
    record.actor,
    record.action,
    record.outcome,
    record.tenant ?? '',
    record.instance?.name ?? '',
    record.instance?.uid ?? '',
    JSON.stringify(record.details),
    record.id,
  ]
    .map(csvField)
    .join(',')}\r\n`;
}

export function ndjsonLine(record: AuditRecord): string {
  return `${JSON.stringify(record)}\n`;
}
