/**
 * Records as they were last seen. The watch tells again, and later, what was
 * written from here: only a newer revision is news.
 */
export class SeenRecords<T extends { revision: number }> {
  private readonly records = new Map<string, T>();

  get(id: string): T | undefined {
    return this.records.get(id);
  }

  values(): Iterable<T> {
    return this.records.values();
  }

  /** Whether it is news. */
  put(id: string, record: T): boolean {
    const known = this.records.get(id);
    if (known && record.revision <= known.revision) {
      return false;
    }
    this.records.set(id, record);
    return true;
  }

  remove(id: string): void {
    this.records.delete(id);
  }
}
