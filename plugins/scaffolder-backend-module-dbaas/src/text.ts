import { LocalizedText, Reason } from '@dbaas-portal/plugin-dbaas-common';

/**
 * A task's log is one text for all its readers, so it carries both languages,
 * as the templates do.
 */
export function both(text: LocalizedText): string {
  return text.en === text.zh ? text.en : `${text.en} · ${text.zh}`;
}

/** A reason with what can be done about it. */
export function reasonText(reason: Pick<Reason, 'text' | 'cure'>): string {
  return reason.cure
    ? `${both(reason.text)}. ${both(reason.cure)}`
    : both(reason.text);
}

/** A time span as people say it. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  return seconds < 60
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
