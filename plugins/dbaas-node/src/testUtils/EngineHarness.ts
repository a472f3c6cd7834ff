import { JsonObject } from '@backstage/types';
import {
  InstanceRecord,
  InstanceSpec,
  InstanceStatus,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import { randomUUID } from 'node:crypto';
import {
  Binding,
  Credential,
  Detection,
  Driver,
  Evidence,
  Next,
  Platform,
  ReadLine,
  Session,
  StepResult,
} from '../contracts';
import { executeStep } from './executeStep';
import { probeMember } from './probeMember';
import { LineWanted, readLogUntil } from './readLogUntil';
import { pause, Walk, walkOf, walkToTheEnd } from './walk';

const LOOK_AGAIN_MS = 100;

/** @public */
export type EngineHarnessOptions = {
  platform: Platform;
  binding: Binding;
  driver: Driver;
  location: string;
};

/**
 * Runs a binding's operations against a real platform and real servers, the
 * way the portal's worker does, without the portal: for tests of engines.
 *
 * @public
 */
export class EngineHarness {
  readonly uid = randomUUID();
  readonly #options: EngineHarnessOptions;
  #record: InstanceRecord | undefined;
  #detection: Detection | undefined;
  #last: Walk | undefined;

  constructor(options: EngineHarnessOptions) {
    this.#options = options;
  }

  async detection(): Promise<Detection> {
    const { platform, binding, location } = this.#options;
    this.#detection ??= binding.detect(
      await platform.inventory(location, binding.queries),
    );
    return this.#detection;
  }

  get record(): InstanceRecord {
    if (!this.#record) {
      throw new Error('There is no instance yet');
    }
    return this.#record;
  }

  /** What the last operation did, both ways. */
  get journal(): readonly StepResult[] {
    return this.#last?.journal ?? [];
  }

  /** Runs `create` to its end; the titles of its steps are the answer. */
  async create(spec: InstanceSpec): Promise<string[]> {
    this.#record = {
      uid: this.uid,
      revision: 1,
      spec,
      incarnation: 'i1',
      phase: 'creating',
      createdAt: new Date().toISOString(),
      createdBy: 'user:default/test',
    };
    await this.#store().put(this.uid, this.#record);
    return this.#walk(walkOf('create', {}, spec));
  }

  /**
   * Runs an operation that leads to the spec with `change`.
   *
   * @param options - `failAt` is the id of a step that fails before it begins
   */
  async run(
    kind: OperationKind,
    input: JsonObject = {},
    change: Partial<InstanceSpec> = {},
    options: { failAt?: string } = {},
  ): Promise<string[]> {
    const before = this.record.spec;
    const target = { ...before, ...change };
    await this.#put(target, kind === 'delete' ? 'deleting' : 'active');
    const walk = walkOf(kind, input, target, before);
    const titles = await this.#walk(walk, 'forward', options.failAt);
    if (kind === 'delete') {
      const { platform, location } = this.#options;
      await platform.secrets(location).deleteAll(this.uid);
      await this.#store().delete(this.uid);
      this.#record = undefined;
    }
    return titles;
  }

  /** Follows a member's log until a line is as wanted, as the binding reads it. */
  logUntil(member: string, wanted: LineWanted): Promise<ReadLine> {
    return readLogUntil(this.#options, this.uid, member, wanted);
  }

  /** Leads back what the last operation left, as a person's clean-up does. */
  async cleanUp(): Promise<string[]> {
    const walk = this.#last;
    if (!walk?.before) {
      throw new Error('There is nothing to lead back');
    }
    await this.#put(walk.before, 'active');
    return this.#walk(walk, 'clean-up');
  }

  async evidence(): Promise<Evidence> {
    const { platform, binding, location } = this.#options;
    const resources = await platform.resources(location, this.uid);
    const probes = await Promise.all(
      binding
        .probes(this.record.spec, resources)
        .map(target => probeMember(target, this, this.#options.driver)),
    );
    return { resources, probes, reachable: true };
  }

  async status(): Promise<InstanceStatus> {
    return this.#options.binding.observe(
      this.record.spec,
      await this.evidence(),
      { now: new Date().toISOString(), detection: await this.detection() },
    );
  }

  /**
   * Names of the resources that are not as the binding wants them now: none,
   * when no operation runs and nobody else had a hand in it.
   */
  async drift(): Promise<string[]> {
    const { platform, binding, location } = this.#options;
    const { uid, incarnation, spec } = this.record;
    const context = {
      now: new Date().toISOString(),
      detection: await this.detection(),
      uid,
      incarnation,
      nextIncarnation: incarnation,
    };
    const wanted =
      binding.wanted?.(spec, await this.evidence(), context) ??
      binding.render(spec, context);
    const changes = await platform.preview(
      location,
      { uid, tenant: spec.tenant },
      wanted,
    );
    return changes
      .filter(({ action }) => action !== 'unchanged')
      .map(({ action, kind, name }) => `${action} ${kind} ${name}`);
  }

  /** Waits until the status fulfils a condition; the last one is the answer. */
  async until(
    condition: (status: InstanceStatus) => boolean,
    timeoutMs: number = 120_000,
  ): Promise<InstanceStatus> {
    const end = Date.now() + timeoutMs;
    for (;;) {
      const status = await this.status();
      if (condition(status)) {
        return status;
      }
      if (Date.now() > end) {
        throw new Error(`It did not come: ${JSON.stringify(status)}`);
      }
      await pause(LOOK_AGAIN_MS);
    }
  }

  async secret(name: string): Promise<Credential> {
    const { platform, location } = this.#options;
    const credential = await platform.secrets(location).get(this.uid, name);
    if (!credential) {
      throw new Error(`There is no secret '${name}'`);
    }
    return credential;
  }

  /** Connects through the rw endpoint or another, or to one member. */
  async connect(
    secret: string,
    options: { member?: string; database?: string; role?: 'rw' | 'ro' } = {},
  ): Promise<Session> {
    const status = await this.status();
    const endpoint = status.endpoints.find(e =>
      options.member
        ? e.role === 'member' && e.member === options.member
        : e.role === (options.role ?? 'rw'),
    );
    if (!endpoint) {
      throw new Error('There is no such endpoint now');
    }
    return this.#options.driver.connect({
      host: endpoint.host,
      port: endpoint.port,
      tls: endpoint.tls,
      credential: await this.secret(secret),
      database: options.database,
      applicationName: 'test',
      connectTimeoutMs: 5_000,
    });
  }

  /** Runs a statement and gives its rows. */
  async query(
    secret: string,
    statement: string,
    options: { member?: string; database?: string; readOnly?: boolean } = {},
  ): Promise<Array<Array<string | null>>> {
    const session = await this.connect(secret, options);
    try {
      const rows: Array<Array<string | null>> = [];
      const frames = session.run(statement, {
        readOnly: options.readOnly ?? false,
        maxRows: 10_000,
        maxBytes: 10_000_000,
        timeoutMs: 30_000,
      });
      for await (const frame of frames) {
        if (frame.type === 'rows') {
          rows.push(...frame.rows);
        }
      }
      return rows;
    } finally {
      await session.close();
    }
  }

  #store() {
    return this.#options.platform.instances(this.#options.location);
  }

  async #put(spec: InstanceSpec, phase: InstanceRecord['phase']) {
    const { record } = this;
    this.#record = { ...record, spec, phase, revision: record.revision + 1 };
    await this.#store().put(this.uid, this.#record);
  }

  async #next(walk: Walk, mode: 'forward' | 'clean-up'): Promise<Next> {
    const { binding } = this.#options;
    const { id, kind, input, before, target, journal } = walk;
    const context = {
      now: new Date().toISOString(),
      detection: await this.detection(),
      uid: this.uid,
      incarnation: this.record.incarnation,
      nextIncarnation: walk.nextIncarnation,
    };
    const evidence = await this.evidence();
    return binding.next({
      operation: { id, kind, input, mode },
      record: this.record,
      before,
      target,
      evidence,
      status: binding.observe(this.record.spec, evidence, context),
      journal,
      context,
    });
  }

  async #walk(
    walk: Walk,
    mode: 'forward' | 'clean-up' = 'forward',
    failAt?: string,
  ): Promise<string[]> {
    this.#last = walk;
    return walkToTheEnd(walk, {
      next: () => this.#next(walk, mode),
      execute: step => executeStep(step, walk.id, this, this.#options),
      seen: async () => [await this.status(), await this.evidence()],
      failAt,
    });
  }
}
