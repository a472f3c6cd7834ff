import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import { Operation, SIGNAL_CHANNEL } from '@dbaas-portal/plugin-dbaas-common';
import { InstanceScope } from '@dbaas-portal/plugin-dbaas-node';
import { scopeOfOperation } from '../access/scopeOfOperation';
import { InstanceIndex } from '../instances/InstanceIndex';
import { Viewers } from './Viewers';

const QUIET_MS = 300;

/**
 * Tells browsers that something they may see has changed: an opaque revision,
 * no data and no name. What changed they read again, past the guard.
 */
export class ChangeSignals {
  /** As they were last seen: what is gone has no scope in the index. */
  private readonly scopes = new Map<string, InstanceScope>();
  private readonly changed = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  /** Of operations whose instance is in no index. */
  private readonly unrecorded: InstanceScope[] = [];
  private unsubscribe = () => {};

  constructor(
    private readonly options: {
      index: Pick<
        InstanceIndex,
        'scope' | 'tenantScope' | 'revision' | 'onChange'
      >;
      onUnrecorded(listener: (operation: Operation) => void): () => void;
      viewers: Viewers;
      signals: SignalsService;
      logger: LoggerService;
    },
  ) {}

  start(): void {
    const { index, onUnrecorded } = this.options;
    const ends = [
      index.onChange(({ uids }) => {
        uids.forEach(uid => this.changed.add(uid));
        this.soon();
      }),
      onUnrecorded(operation => {
        this.unrecorded.push(scopeOfOperation(index, operation));
        this.soon();
      }),
    ];
    this.unsubscribe = () => ends.forEach(end => end());
  }

  stop(): void {
    this.unsubscribe();
    clearTimeout(this.timer);
  }

  private soon(): void {
    this.timer ??= setTimeout(() => {
      this.publish().catch(error => {
        this.options.logger.warn('A change could not be signalled', error);
      });
    }, QUIET_MS);
  }

  private async publish(): Promise<void> {
    const { index, viewers, signals } = this.options;
    this.timer = undefined;
    const scopes = [...this.changed].flatMap(uid => this.scopesOf(uid));
    scopes.push(...this.unrecorded.splice(0));
    this.changed.clear();
    const entityRef = viewers.entitled(scopes);
    if (entityRef.length > 0) {
      await signals.publish({
        recipients: { type: 'user', entityRef },
        channel: SIGNAL_CHANNEL,
        message: { revision: index.revision() },
      });
    }
  }

  /** Before and after: who loses sight of it has to look again as well. */
  private scopesOf(uid: string): InstanceScope[] {
    const before = this.scopes.get(uid);
    const after = this.options.index.scope(uid);
    if (after) {
      this.scopes.set(uid, after);
    } else {
      this.scopes.delete(uid);
    }
    return [before, after].flatMap(scope => (scope ? [scope] : []));
  }
}
