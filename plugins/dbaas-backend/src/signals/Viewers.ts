import { InstanceScope } from '@dbaas-portal/plugin-dbaas-node';
import { Caller } from '../access/Caller';
import { matchesFilter, ScopeFilter } from '../access/Filter';

const KEEP_MS = 30 * 60 * 1000;
const MAX_VIEWERS = 10_000;

type Viewer = { filter: ScopeFilter; at: number };

/**
 * Who has looked lately, and what each of them was allowed to see then. By
 * this, signals go only to those whom the guard would answer: nobody has to
 * enumerate who could be entitled, and nobody else hears anything.
 */
export class Viewers {
  private readonly viewers = new Map<string, Viewer>();

  constructor(private readonly now: () => number = Date.now) {}

  saw(caller: Caller, filter: ScopeFilter): void {
    if (caller.actor.startsWith('service:')) {
      return;
    }
    // Deleted first, so that the map stays in the order of the last look.
    this.viewers.delete(caller.actor);
    if (filter === 'none') {
      return;
    }
    this.viewers.set(caller.actor, { filter, at: this.now() });
    if (this.viewers.size > MAX_VIEWERS) {
      const [oldest] = this.viewers.keys();
      this.viewers.delete(oldest);
    }
  }

  /** Those who may see at least one of the scopes. */
  entitled(scopes: InstanceScope[]): string[] {
    const since = this.now() - KEEP_MS;
    const found: string[] = [];
    for (const [actor, { filter, at }] of this.viewers) {
      if (at < since) {
        this.viewers.delete(actor);
      } else if (scopes.some(scope => matchesFilter(filter, scope))) {
        found.push(actor);
      }
    }
    return found;
  }
}
