import {
  Instance,
  LogFrame,
  LogLine,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  LogChunk,
  LogRequest,
  ReadLine,
  WrittenLine,
} from '@dbaas-portal/plugin-dbaas-node';
import { Caller } from '../access/Caller';
import { Registry } from '../engines/Registry';
import {
  DbaasConflictError,
  DbaasInputError,
  DbaasUnavailableError,
} from '../errors';
import { InstanceIndex } from '../instances/InstanceIndex';
import { offeringInstance } from '../instances/offering';
import { toldBy } from '../operations/work/transient';
import { cleanLine } from './clean';
import { KnownSecrets } from './KnownSecrets';
import { LogLimits } from './limits';
import { LogQuery, LogService } from './LogService';
import { OpenLogs } from './OpenLogs';
import { Pace, withSignsOfLife } from './pump';
import { redact } from './redact';

const DEFAULT_LINES = 500;
const LINES_OF_FRAME = 500;

/** A refusal of a platform tells its reason; anything else is not for people. */
function asUnavailable(error: unknown): unknown {
  const reason =
    error instanceof Error && 'reason' in error ? toldBy(error) : undefined;
  return reason
    ? new DbaasConflictError({
        code: 'log-unavailable',
        words: { reason: reason.text },
      })
    : error;
}

const timeOver = (minutes: number): Reason => ({
  code: 'log-time-over',
  params: { minutes },
  text: {
    en: `A log is followed for ${minutes} minutes at most`,
    zh: `日志最多跟踪 ${minutes} 分钟`,
  },
});

export type DefaultLogServiceOptions = {
  index: InstanceIndex;
  registry: Registry;
  limits: LogLimits;
};

export class DefaultLogService implements LogService {
  private readonly open: OpenLogs;

  constructor(private readonly options: DefaultLogServiceOptions) {
    this.open = new OpenLogs(options.limits);
  }

  async *read(
    uid: string,
    query: LogQuery,
    options: { signal: AbortSignal },
    caller: Caller,
  ): AsyncIterable<LogFrame> {
    const { limits } = this.options;
    const instance = await offeringInstance(this.options, uid, 'logs');
    this.checkMember(instance, query.member);
    const close = this.open.take(caller.actor);
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), limits.followMs);
    const signal = AbortSignal.any([options.signal, late.signal]);
    try {
      yield* this.frames(instance, {
        member: query.member,
        lines: Math.min(query.lines ?? DEFAULT_LINES, limits.maxLines),
        follow: query.follow ?? false,
        previous: query.previous ?? false,
        signal,
      });
      yield late.signal.aborted
        ? { type: 'end', reason: timeOver(limits.followMs / 60_000) }
        : { type: 'end' };
    } catch (error) {
      throw asUnavailable(error);
    } finally {
      clearTimeout(timer);
      late.abort();
      close();
    }
  }

  private async *frames(
    instance: Instance,
    request: LogRequest,
  ): AsyncIterable<LogFrame> {
    const { uid, spec } = instance.record;
    const { index, registry, limits } = this.options;
    const platform = registry.platformOf(spec.location);
    if (!platform?.logs) {
      throw new DbaasUnavailableError(spec.location);
    }
    const binding = registry.binding(spec);
    const resources = index.evidence(uid)?.resources ?? [];
    const source = binding?.logs?.source?.(spec, resources, request.member);
    const secrets = new KnownSecrets(
      platform.secrets(spec.location),
      () => index.get(uid)?.record,
    );
    const pace = new Pace(limits.maxBytesPerSecond);
    const read = binding?.logs?.read;
    await secrets.all(); // Where they cannot be had, nothing is shown.
    const chunks = platform.logs(spec.location, uid, {
      ...request,
      ...(source ? { source } : {}),
    });
    for await (const chunk of withSignsOfLife(chunks, request.signal)) {
      for (const frame of this.framesOf(chunk, await secrets.all(), read)) {
        yield frame;
        await pace.spend(JSON.stringify(frame).length, request.signal);
      }
    }
  }

  private *framesOf(
    chunk: LogChunk | undefined,
    passwords: readonly string[],
    read: ((line: string) => ReadLine) | undefined,
  ): Generator<LogFrame> {
    if (!chunk) {
      yield { type: 'alive' };
    } else if (chunk.type === 'notice') {
      yield chunk;
    } else {
      for (let at = 0; at < chunk.lines.length; at += LINES_OF_FRAME) {
        const lines = chunk.lines
          .slice(at, at + LINES_OF_FRAME)
          .map(line => this.lineOf(line, passwords, read));
        yield { type: 'lines', lines };
      }
    }
  }

  /** What leaves: cut, without passwords, without orders to a terminal. */
  private lineOf(
    line: WrittenLine,
    passwords: readonly string[],
    read: ((line: string) => ReadLine) | undefined,
  ): LogLine {
    const safe = (text: string) => cleanLine(redact(text, passwords));
    const said = read?.(line.text) ?? { text: line.text };
    const text = safe(said.text);
    const time = said.time ?? line.time;
    return {
      text,
      ...(time ? { time } : {}),
      ...(said.level ? { level: said.level } : {}),
      ...(said.text === line.text ? {} : { raw: safe(line.text) }),
      ...(line.cut ? { cut: true } : {}),
    };
  }

  private checkMember({ status }: Instance, member: string): void {
    const names = status.members.map(({ name }) => name);
    if (!names.includes(member)) {
      throw new DbaasInputError({
        code: 'unknown-value',
        field: 'member',
        params: { value: member, possible: names.join(', ') },
      });
    }
  }
}
