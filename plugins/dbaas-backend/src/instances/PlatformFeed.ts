import { LoggerService } from '@backstage/backend-plugin-api';
import { Platform, PlatformEvent } from '@dbaas-portal/plugin-dbaas-node';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import { DefaultInstanceIndex } from './DefaultInstanceIndex';

type Place = { platform: Platform; location: string };

const keyOf = ({ platform, location }: Place) => `${platform.id}/${location}`;

/** How long the start waits for the first full picture of a location. */
const FIRST_PICTURE_MS = 5_000;

/**
 * One watch per location feeds the index. A location that breaks off changes
 * what is known about its instances, never which there are.
 */
export class PlatformFeed {
  private readonly watches = new Map<string, () => void>();
  private readonly synced = new Map<string, () => void>();
  private readonly seen = new Set<(uid: string) => void>();

  constructor(
    private readonly registry: DefaultRegistry,
    private readonly index: DefaultInstanceIndex,
    private readonly logger: LoggerService,
  ) {}

  /** Tells of everything that a watch shows of an instance. */
  onSeen(listener: (uid: string) => void): () => void {
    this.seen.add(listener);
    return () => this.seen.delete(listener);
  }

  /** Watches all locations; those that came since, when called again. */
  async start(): Promise<void> {
    const first = this.registry
      .places()
      .filter(place => !this.watches.has(keyOf(place)))
      .map(place => this.watch(place));
    await Promise.all(first);
  }

  stop(): void {
    for (const end of this.watches.values()) {
      end();
    }
    this.watches.clear();
  }

  private async watch(place: Place): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const picture = new Promise<void>(resolve => {
      timer = setTimeout(resolve, FIRST_PICTURE_MS);
      this.synced.set(keyOf(place), resolve);
    });
    this.watches.set(
      keyOf(place),
      place.platform.watch(place.location, event => this.take(place, event)),
    );
    await picture;
    clearTimeout(timer);
  }

  private take(place: Place, event: PlatformEvent): void {
    const { index } = this;
    switch (event.type) {
      case 'record':
        index.putRecord(event.record);
        this.tell(event.record.uid);
        break;
      case 'record-gone':
        index.removeRecord(event.uid);
        this.tell(event.uid);
        break;
      case 'tenant':
        index.putTenant(place.location, event.record);
        break;
      case 'tenant-gone':
        index.removeTenant(place.location, event.name);
        break;
      case 'resources':
        index.putResources(event.uid, event.resources);
        this.tell(event.uid);
        break;
      case 'unreachable':
        this.logger.warn(
          `Location '${place.location}' does not answer: ${event.reason.text.en}`,
        );
        index.setReachable(place.location, event.reason);
        break;
      default:
        index.setReachable(place.location);
        this.synced.get(keyOf(place))?.();
    }
  }

  private tell(uid: string): void {
    for (const listener of this.seen) {
      listener(uid);
    }
  }
}
