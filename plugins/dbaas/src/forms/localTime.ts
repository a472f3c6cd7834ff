/** A moment as `datetime-local` inputs take it, in the browser's zone. */
export function toLocalInput(at: string | undefined): string {
  if (!at) return '';
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** RFC 3339 of what was typed; undefined where that is no time. */
export function fromLocalInput(text: string): string | undefined {
  const date = new Date(text);
  return text && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
}
