import {
  Availability,
  InstanceRecord,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Evidence,
  InstanceDescription,
  Platform,
  PlatformResource,
} from '@dbaas-portal/plugin-dbaas-node';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import { reason } from '../errors';
import { DefaultInstanceIndex } from '../instances/DefaultInstanceIndex';
import { ofIncarnation } from '../instances/ofIncarnation';
import { reasonOf } from '../operations/work/transient';
import { asSeen, describeBy } from './describeBy';

/** However many look: at an instance not more often than this. */
const FRESH_MS = 2000;
const KEPT = 32;
/** A place that takes longer counts as silent. */
const ANSWER_MS = 20_000;

const NOTHING: Evidence = { resources: [], probes: [], reachable: true };

/** What was found of an instance, and how much that is worth. */
export type Look = {
  description: InstanceDescription;
  reachable: Availability;
  compared: Availability;
};

type Entry = { at: number; revision: number; look: Promise<Look> };

const YES: Availability = { available: true };
const no = (why: Reason): Availability => ({ available: false, reason: why });

const reasons = {
  silent: reason('location-silent', {
    en: 'The place does not answer in time',
    zh: '该位置未及时响应',
  }),
  unserved: reason('binding-not-found', {
    en: 'Nothing here can say what the portal wants of it',
    zh: '此处没有可以给出期望状态的组件',
  }),
  ending: reason('being-deleted', {
    en: 'It is being deleted: nothing is wanted any more',
    zh: '正在删除,已无期望状态',
  }),
  unseen: reason('not-reachable', {
    en: 'What was last seen is not compared',
    zh: '不对最后一次看到的内容进行比较',
  }),
};

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          Object.assign(new Error('Timed out'), { reason: reasons.silent }),
        ),
      ANSWER_MS,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Looks at what carries an instance, on behalf of all who want to see it. */
export class Looks {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly registry: DefaultRegistry,
    private readonly index: DefaultInstanceIndex,
    private readonly clock: () => Date,
  ) {}

  at(record: InstanceRecord): Promise<Look> {
    const { uid, revision } = record;
    const now = this.clock().getTime();
    const known = this.entries.get(uid);
    if (known?.revision === revision && now - known.at < FRESH_MS) {
      return known.look;
    }
    const entry = { at: now, revision, look: this.look(record) };
    entry.look.catch(() => this.entries.delete(uid));
    this.entries.delete(uid);
    this.entries.set(uid, entry);
    for (const old of this.entries.keys()) {
      if (this.entries.size <= KEPT) {
        break;
      }
      this.entries.delete(old);
    }
    return entry.look;
  }

  private async look(record: InstanceRecord): Promise<Look> {
    const { uid, spec } = record;
    const { location, tenant } = spec;
    const platform = this.registry.platform(spec.platform);
    const away = this.index.silence(location)?.reason;
    if (!platform || away) {
      return this.lastSeen(uid, away ?? reasons.unserved);
    }
    const { resources, compared } = await this.wanted(record);
    const describe = (wanted: PlatformResource[]) =>
      inTime(describeBy(platform, location, { uid, tenant }, wanted));
    try {
      const description = await describe(resources);
      return { description, reachable: YES, compared };
    } catch (error) {
      return this.without(platform, record, error);
    }
  }

  /** At least what is there, where it cannot be compared. */
  private async without(
    platform: Platform,
    { uid, spec }: InstanceRecord,
    cause: unknown,
  ): Promise<Look> {
    try {
      const seen = await inTime(platform.resources(spec.location, uid));
      return {
        description: { resources: seen.map(asSeen), unseen: [] },
        reachable: YES,
        compared: no(reasonOf(cause)),
      };
    } catch (error) {
      return this.lastSeen(uid, reasonOf(error));
    }
  }

  private lastSeen(uid: string, why: Reason): Look {
    const { resources } = this.index.evidence(uid) ?? NOTHING;
    return {
      description: { resources: resources.map(asSeen), unseen: [] },
      reachable: no(why),
      compared: no(reasons.unseen),
    };
  }

  /** What the binding says that there shall be. */
  private async wanted(
    record: InstanceRecord,
  ): Promise<{ resources: PlatformResource[]; compared: Availability }> {
    const { uid, spec, incarnation } = record;
    const binding = this.registry.binding(spec);
    if (!binding || record.phase === 'deleting') {
      const why = binding ? reasons.ending : reasons.unserved;
      return { resources: [], compared: no(why) };
    }
    const evidence = this.index.evidence(uid) ?? NOTHING;
    try {
      const context = {
        now: this.clock().toISOString(),
        detection: await this.registry.detection(binding, spec.location),
        uid,
        incarnation,
        nextIncarnation: incarnation,
      };
      const own = {
        ...evidence,
        resources: ofIncarnation(record, evidence.resources),
      };
      const resources = binding.wanted
        ? binding.wanted(spec, own, context)
        : binding.render(spec, context);
      return { resources, compared: YES };
    } catch (error) {
      return { resources: [], compared: no(reasonOf(error)) };
    }
  }
}
