import {
  LineCutter,
  LogChunk,
  logNotices,
  LogRequest,
  Observed,
} from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { ApiClient } from '../client/ApiClient';
import { isKubernetesError, KubernetesError } from '../client/KubernetesError';
import { sleep } from '../watch/sleep';
import { podSeen, PodSeen } from './podSeen';
import { Stamps } from './stamps';

/** How often the memory of the watch is looked at while nothing runs. */
const LOOK_MS = 1000;
/** So often a log may be cut with nothing new in it. */
const MAX_EMPTY_CUTS = 5;

const sourceShape = z.object({
  pod: z.string().optional(),
  container: z.string().optional(),
});

export type PodLogOptions = {
  client: ApiClient;
  /** What is the instance's now, from the watch: costs no call. */
  seen(): Observed[];
  request: LogRequest;
};

/**
 * The log of a pod's container, followed over restarts, a pod made anew and
 * cuts of the connection. Only pods that are the instance's are read.
 */
export class PodLog {
  private readonly pod: string;
  private readonly container: string | undefined;
  private readonly stamps = new Stamps();
  private emptyCuts = 0;

  constructor(private readonly options: PodLogOptions) {
    const { source, member } = options.request;
    const named = sourceShape.parse(source ?? {});
    this.pod = named.pod ?? member;
    this.container = named.container;
  }

  async *read(): AsyncGenerator<LogChunk> {
    const { follow, previous, signal, lines } = this.options.request;
    let pod = this.look();
    if (!pod) {
      throw new KubernetesError('not-found', `pod ${this.pod}`);
    }
    if (follow && !previous && pod.waits) {
      // What it said before it ended is what one looks for now.
      yield* this.lastWords(pod);
      pod = yield* this.nextRun(pod);
    }
    let tailLines: number | undefined = lines;
    while (pod && !signal.aborted) {
      yield* this.toEnd(pod, tailLines);
      if (!follow || previous || signal.aborted) {
        return;
      }
      tailLines = undefined;
      await sleep(LOOK_MS, signal);
      pod = yield* this.after(pod);
    }
  }

  private look(): PodSeen | undefined {
    return podSeen(this.options.seen(), this.pod, this.container);
  }

  /** What to read after a log's end: the same again, or what runs next. */
  private async *after(
    before: PodSeen,
  ): AsyncGenerator<LogChunk, PodSeen | undefined> {
    const now = this.look();
    if (now?.run === before.run && now.isRunning) {
      this.emptyCuts += 1;
      if (this.emptyCuts > MAX_EMPTY_CUTS) {
        throw new KubernetesError('unreachable', `log of ${this.pod}`);
      }
      this.stamps.resume();
      return now;
    }
    this.stamps.forget();
    return yield* this.nextRun(before);
  }

  /** Waits, and says for what, until another run of the container has begun. */
  private async *nextRun(
    before: PodSeen,
  ): AsyncGenerator<LogChunk, PodSeen | undefined> {
    const { member, signal } = this.options.request;
    let told = '';
    while (!signal.aborted) {
      const now = this.look();
      if (now?.isRunning) {
        const notice = told === 'log-gone' ? 'back' : 'begun';
        yield { type: 'notice', reason: logNotices[notice](member) };
        return now;
      }
      const reason = this.stateOf(now, before);
      if (reason.code !== told) {
        told = reason.code;
        yield { type: 'notice', reason };
      }
      await sleep(LOOK_MS, signal);
    }
    return undefined;
  }

  private stateOf(now: PodSeen | undefined, before: PodSeen) {
    const { member } = this.options.request;
    if (!now) {
      return logNotices.gone(member);
    }
    return now.ended && now.ended !== before.ended
      ? logNotices.ended(member, now.ended)
      : logNotices.waiting(member, now.waits ?? now.ended ?? 'waiting');
  }

  /** The log of a container that ended and is not there again. */
  private async *lastWords(pod: PodSeen): AsyncGenerator<LogChunk> {
    if (pod.ended) {
      const { member, lines } = this.options.request;
      yield* this.toEnd(pod, lines, { follow: false, previous: true });
      const reason = logNotices.ended(member, pod.ended);
      yield { type: 'notice', reason };
      this.stamps.forget();
    }
  }

  private async *toEnd(
    { namespace }: PodSeen,
    tailLines: number | undefined,
    { follow, previous }: Pick<LogRequest, 'follow' | 'previous'> = this.options
      .request,
  ): AsyncGenerator<LogChunk> {
    const { client, request } = this.options;
    const cutter = new LineCutter();
    const path = `/api/v1/namespaces/${encodeURIComponent(
      namespace,
    )}/pods/${encodeURIComponent(this.pod)}/log`;
    try {
      const bytes = await client.stream(
        path,
        {
          container: this.container,
          follow: follow && !previous,
          previous: previous || undefined,
          timestamps: true,
          tailLines: this.stamps.last ? undefined : tailLines,
          sinceTime: this.stamps.last,
        },
        request.signal,
      );
      for await (const chunk of bytes) {
        yield* this.lines(cutter.push(chunk));
      }
    } catch (error) {
      if (request.signal.aborted) {
        return;
      }
      // A connection that broke is looked after like a log that ended.
      if (!follow || !isKubernetesError(error, 'unreachable')) {
        throw error;
      }
    }
    yield* this.lines(cutter.rest());
  }

  private *lines(cut: ReturnType<LineCutter['rest']>): Generator<LogChunk> {
    const lines = this.stamps.take(cut);
    if (lines.length > 0) {
      this.emptyCuts = 0;
      yield { type: 'lines', lines };
    }
  }
}
