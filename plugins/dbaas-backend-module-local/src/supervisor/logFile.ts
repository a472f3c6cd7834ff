import fs from 'node:fs/promises';

/** A server's log is cut when it grows beyond this. */
export const MAX_LOG_BYTES = 16 * 1024 * 1024;
const TAIL_BYTES = 16 * 1024;

/** The last lines of a log, without the secrets that may stand in them. */
export async function tailOf(
  file: string,
  passwords: string[],
  lines: number = 20,
): Promise<string> {
  let handle;
  try {
    handle = await fs.open(file, 'r');
  } catch {
    return ''; // Nothing was ever written.
  }
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, TAIL_BYTES);
    const { buffer } = await handle.read({
      buffer: Buffer.alloc(length),
      position: size - length,
    });
    const text = withoutSecrets(buffer.toString('utf8'), passwords);
    return text.trimEnd().split('\n').slice(-lines).join('\n').slice(-4000);
  } finally {
    await handle.close();
  }
}

export function withoutSecrets(text: string, passwords: string[]): string {
  // Longest first: one may be the beginning of another.
  return passwords
    .filter(password => password.length > 0)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, password) => rest.split(password).join('•••'), text);
}

/**
 * Keeps a log within bounds. The server goes on writing to the same file, so
 * it is copied aside and emptied; a line or two in between may be lost.
 */
export async function boundLog(
  file: string,
  maximum: number = MAX_LOG_BYTES,
): Promise<void> {
  const size = await fs.stat(file).then(
    stat => stat.size,
    () => 0,
  );
  if (size > maximum) {
    try {
      await fs.copyFile(file, `${file}.1`);
    } catch {
      // No room for a copy: then the room is worth more than the lines.
      await fs.rm(`${file}.1`, { force: true }).catch(() => {});
    }
    await fs.truncate(file, 0);
  }
}
