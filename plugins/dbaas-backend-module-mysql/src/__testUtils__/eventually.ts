const PAUSE_MS = 200;
const PATIENCE_MS = 60_000;

/** Does it again until it works: what a replica is to have comes by and by. */
export async function eventually<T>(work: () => Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
    }
  }
}
