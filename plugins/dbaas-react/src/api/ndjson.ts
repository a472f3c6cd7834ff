/**
 * Splits a streamed body into the JSON values of its lines, as they arrive.
 * Leaving the loop early cancels the body, so that the sender stops.
 */
export async function* readNdjson<T>(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<T, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split('\n');
      rest = done ? '' : lines.pop() ?? '';
      for (const line of lines) {
        if (line.trim() !== '') yield JSON.parse(line);
      }
      if (done) return;
    }
  } finally {
    // Not waited for: a stream that was copied on its way ends only with its
    // copy. One that is cancelled may refuse it once more; nothing is lost.
    reader.cancel().catch(() => undefined);
  }
}
