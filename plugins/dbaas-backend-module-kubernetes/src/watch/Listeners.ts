import { LoggerService } from '@backstage/backend-plugin-api';
import { Observed, PlatformEvent } from '@dbaas-portal/plugin-dbaas-node';

/** Changes of one instance within this time are told together. */
const BUNDLE_MS = 25;

type Listener = (event: PlatformEvent) => void;

/** Tells everybody who listens; resources bundled by instance. */
export class Listeners {
  private readonly listeners = new Set<Listener>();
  private readonly touched = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly resourcesOf: (uid: string) => Observed[],
    private readonly logger: Pick<LoggerService, 'error'>,
  ) {}

  add(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Some resource of the instance changed. */
  touch(uid: string): void {
    this.touched.add(uid);
    this.timer ??= setTimeout(() => this.flush(), BUNDLE_MS).unref();
  }

  tell(event: PlatformEvent): void {
    if (event.type === 'synced') {
      // What was seen comes before the word that all was seen.
      this.flush();
    }
    for (const listener of this.listeners) {
      try {
        listener(event);
      } catch (error) {
        this.logger.error(`A listener of a cluster failed: ${error}`);
      }
    }
  }

  close(): void {
    clearTimeout(this.timer);
    this.listeners.clear();
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const uids = [...this.touched];
    this.touched.clear();
    for (const uid of uids) {
      const resources = this.resourcesOf(uid);
      this.tell({ type: 'resources', uid, resources });
    }
  }
}
