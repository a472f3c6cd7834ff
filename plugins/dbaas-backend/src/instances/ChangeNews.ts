import { randomUUID } from 'node:crypto';

export type ChangeListener = (changed: { uids: string[] }) => void;

/** What changed since it was told last, and a tag for how it is now. */
export class ChangeNews {
  private readonly listeners = new Set<ChangeListener>();
  private readonly changed = new Set<string>();
  // Another process counts from the beginning; its tags must not match ours.
  private readonly boot = randomUUID().slice(0, 8);
  private count = 0;
  private told = 0;

  revision(): string {
    return `${this.boot}.${this.count}`;
  }

  onChange(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  add(uid?: string): void {
    this.count += 1;
    if (uid !== undefined) {
      this.changed.add(uid);
    }
  }

  tell(): void {
    if (this.told === this.count) {
      return;
    }
    this.told = this.count;
    const uids = [...this.changed];
    this.changed.clear();
    for (const listener of this.listeners) {
      listener({ uids });
    }
  }

  close(): void {
    this.listeners.clear();
  }
}
