import { Health, Instance } from '@dbaas-portal/plugin-dbaas-common';
import { InstanceScope } from '@dbaas-portal/plugin-dbaas-node';

/** An instance with what lists filter by, prepared once per change. */
export type IndexedInstance = {
  instance: Instance;
  scope: InstanceScope;
  /** Everything that a search looks through, in lower case. */
  text: string;
};

const uidOf = (item: IndexedInstance) => item.instance.record.uid;

type Row = { key: string; item: IndexedInstance };

/**
 * The instances that match one filter, in one order, kept up to date with
 * every change: a change costs a binary search, and a page costs a page,
 * however large the fleet is.
 */
export class InstanceView {
  private readonly rows: Row[];
  readonly counts: Record<Health, number> = {
    green: 0,
    yellow: 0,
    red: 0,
    grey: 0,
  };

  constructor(
    items: Iterable<IndexedInstance>,
    private readonly matches: (item: IndexedInstance) => boolean,
    private readonly keyOf: (instance: Instance) => string,
  ) {
    this.rows = [];
    for (const item of items) {
      if (matches(item)) {
        this.rows.push({ key: keyOf(item.instance), item });
        this.counts[item.instance.status.health] += 1;
      }
    }
    this.rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  get total(): number {
    return this.rows.length;
  }

  change(before?: IndexedInstance, after?: IndexedInstance): void {
    if (before && this.matches(before)) {
      const at = this.position(this.keyOf(before.instance));
      if (this.rows[at]?.item.instance.record.uid === uidOf(before)) {
        this.rows.splice(at, 1);
        this.counts[before.instance.status.health] -= 1;
      }
    }
    if (after && this.matches(after)) {
      const key = this.keyOf(after.instance);
      this.rows.splice(this.position(key), 0, { key, item: after });
      this.counts[after.instance.status.health] += 1;
    }
  }

  /** The rows after a key, or the first ones; `more` if there are others. */
  page(options: { after?: string; descending: boolean; limit: number }): {
    items: Instance[];
    lastKey?: string;
    more: boolean;
  } {
    const { after, descending, limit } = options;
    let rows: Row[];
    let more: boolean;
    if (descending) {
      const end = after === undefined ? this.rows.length : this.position(after);
      const start = Math.max(0, end - limit);
      rows = this.rows.slice(start, end).reverse();
      more = start > 0;
    } else {
      let start = 0;
      if (after !== undefined) {
        start = this.position(after);
        start += this.rows[start]?.key === after ? 1 : 0;
      }
      rows = this.rows.slice(start, start + limit);
      more = start + limit < this.rows.length;
    }
    return {
      items: rows.map(r => r.item.instance),
      lastKey: rows[rows.length - 1]?.key,
      more,
    };
  }

  /** Where the key is, or would be. */
  private position(key: string): number {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.rows[middle].key < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
