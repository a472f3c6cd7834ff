import { LoggerService } from '@backstage/backend-plugin-api';
import { LocalizedText } from '@dbaas-portal/plugin-dbaas-common';
import { both, durationText, reasonText } from '../text';

type WireReason = { text: LocalizedText; cure?: LocalizedText };

/** An operation as far as a log tells of it. */
export type LoggedOperation = {
  state: string;
  reason?: WireReason;
  steps: Array<{
    id: string;
    title: LocalizedText;
    state: string;
    startedAt?: string;
    endedAt?: string;
    reason?: WireReason;
  }>;
  events: Array<{ at: string; level: string; text: LocalizedText }>;
};

/**
 * Tells of an operation as it goes on: each step once when it begins and once
 * when it ends, why it waits, and what was worth a warning.
 */
export class OperationLog {
  readonly #logger: LoggerService;
  readonly #told = new Map<string, string>();
  #eventsTold = 0;
  #waitsFor: string | undefined;

  constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  /** Prints what is new, and says whether anything was. */
  tell(operation: LoggedOperation): boolean {
    const before = this.#told.size + this.#eventsTold;
    let changed = false;
    for (const step of operation.steps) {
      changed = this.#tellStep(step) || changed;
    }
    for (const event of operation.events.slice(this.#eventsTold)) {
      this.#eventsTold++;
      // Informative events repeat what the steps say.
      if (event.level !== 'info') {
        this.#logger.warn(both(event.text));
      }
    }
    const waitsFor =
      operation.state === 'pending' && operation.reason
        ? reasonText(operation.reason)
        : undefined;
    if (waitsFor && waitsFor !== this.#waitsFor) {
      this.#logger.info(`Waiting: ${waitsFor}`);
    }
    this.#waitsFor = waitsFor;
    return changed || this.#told.size + this.#eventsTold > before;
  }

  #tellStep(step: LoggedOperation['steps'][number]): boolean {
    if (step.state === 'pending' || this.#told.get(step.id) === step.state) {
      return false;
    }
    this.#told.set(step.id, step.state);
    const title = both(step.title);
    const took =
      step.startedAt && step.endedAt
        ? ` (${durationText(
            Date.parse(step.endedAt) - Date.parse(step.startedAt),
          )})`
        : '';
    const reason = step.reason ? `: ${reasonText(step.reason)}` : '';
    switch (step.state) {
      case 'running':
        this.#logger.info(`▸ ${title}${reason}`);
        break;
      case 'failed':
        this.#logger.error(`✗ ${title}${took}${reason}`);
        break;
      case 'skipped':
        this.#logger.info(`– ${title}${reason}`);
        break;
      default:
        this.#logger.info(`✓ ${title}${took}${reason}`);
    }
    return true;
  }
}
