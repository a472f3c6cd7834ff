import { errorText } from '@dbaas-portal/plugin-dbaas-common';
import { LogLimits } from './limits';

/** Too much at once: to be tried again, by whoever already has some. */
class TooManyRequestsError extends Error {
  readonly name = 'TooManyRequestsError';
  readonly status = 429;
}

function tooMany(maximum: number): Error {
  const params = { maximum };
  const text = errorText('too-many-logs', params);
  return Object.assign(new TooManyRequestsError(text.en), {
    code: 'too-many-logs',
    params,
    text,
  });
}

/**
 * The logs that this backend reads now. They are bounded in each backend by
 * itself: what is saved is its own connections and files.
 */
export class OpenLogs {
  private readonly byActor = new Map<string, number>();
  private total = 0;

  constructor(
    private readonly limits: Pick<LogLimits, 'perUser' | 'concurrent'>,
  ) {}

  /** Counts one more, or refuses it; what comes back counts it off. */
  take(actor: string): () => void {
    const { perUser, concurrent } = this.limits;
    const own = this.byActor.get(actor) ?? 0;
    if (own >= perUser || this.total >= concurrent) {
      throw tooMany(own >= perUser ? perUser : concurrent);
    }
    this.byActor.set(actor, own + 1);
    this.total += 1;
    return () => {
      const left = (this.byActor.get(actor) ?? 1) - 1;
      if (left > 0) {
        this.byActor.set(actor, left);
      } else {
        this.byActor.delete(actor);
      }
      this.total -= 1;
    };
  }
}
