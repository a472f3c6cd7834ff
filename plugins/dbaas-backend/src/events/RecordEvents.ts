import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { EVENTS_TOPIC } from '@dbaas-portal/plugin-dbaas-common';
import { InstanceIndex } from '../instances/InstanceIndex';

/** A record that is gone. */
const GONE = 0;

/**
 * Tells other plugins, the catalog for one, which records were made, changed
 * or removed: uids only, and only when the record itself changed. Health and
 * activity change all the time and are no event.
 */
export class RecordEvents {
  private readonly told = new Map<string, number>();
  private unsubscribe = () => {};

  constructor(
    private readonly options: {
      index: Pick<InstanceIndex, 'all' | 'get' | 'onChange'>;
      events: EventsService;
      logger: LoggerService;
    },
  ) {}

  /** What is there at the start is no news: whoever starts too reads it all. */
  start(): void {
    const { index, logger } = this.options;
    for (const { record } of index.all()) {
      this.told.set(record.uid, record.revision);
    }
    this.unsubscribe = index.onChange(({ uids }) => {
      this.publish(uids).catch(error => {
        logger.warn('A changed record could not be told', error);
      });
    });
  }

  stop(): void {
    this.unsubscribe();
  }

  private async publish(uids: string[]): Promise<void> {
    const { index, events } = this.options;
    for (const uid of uids) {
      const revision = index.get(uid)?.record.revision ?? GONE;
      const known = this.told.get(uid) ?? GONE;
      if (revision === GONE) {
        this.told.delete(uid);
      } else {
        this.told.set(uid, revision);
      }
      if (revision !== known) {
        await events.publish({
          topic: EVENTS_TOPIC,
          eventPayload: { kind: 'instance', uid },
        });
      }
    }
  }
}
