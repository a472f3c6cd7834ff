/** A parsed body; as untyped as `JSON.parse` gives it. */
export type JsonBody = ReturnType<typeof JSON.parse>;

export type CachedBody = { etag: string; value: JsonBody };

/**
 * Keeps the last bodies by URL, so that an unchanged answer costs a 304 and
 * yields the very same object, which React then need not render again.
 */
export class EtagCache {
  readonly #entries = new Map<string, CachedBody>();

  constructor(private readonly capacity = 50) {}

  get(url: string): CachedBody | undefined {
    return this.#entries.get(url);
  }

  keep(url: string, entry: CachedBody): void {
    this.#entries.delete(url);
    this.#entries.set(url, entry);
    if (this.#entries.size > this.capacity) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
  }
}
