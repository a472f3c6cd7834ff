import { Binding, Platform, ReadLine } from '../contracts';

/** Only against hanging. */
const WAIT_MS = 60_000;

/** @public */
export type LineWanted = (line: ReadLine) => boolean;

/** Follows a member's log until a line is as wanted, as the binding reads it. */
export async function readLogUntil(
  at: { platform: Platform; binding: Binding; location: string },
  uid: string,
  member: string,
  wanted: LineWanted,
): Promise<ReadLine> {
  const { platform, binding, location } = at;
  const reader = new AbortController();
  const chunks = platform.logs?.(location, uid, {
    member,
    lines: 1000,
    follow: true,
    previous: false,
    signal: AbortSignal.any([reader.signal, AbortSignal.timeout(WAIT_MS)]),
  });
  for await (const chunk of chunks ?? []) {
    for (const { text } of chunk.type === 'lines' ? chunk.lines : []) {
      const line = binding.logs?.read?.(text) ?? { text };
      if (wanted(line)) {
        reader.abort();
        return line;
      }
    }
  }
  throw new Error(`No such line in the log of ${member}`);
}
