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
  Platform,
  Session,
  Step,
  StepResult,
} from '../contracts';
import { executeStep } from './executeStep';
import { probeMember } from './probeMember';

const LOOK_AGAIN_MS = 100;
const OPERATION_MS = 90_000;

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
    return this.#operate('create', {}, undefined, spec);
  }

  /** Runs an operation that leads to `target`. */
  async run(
    kind: OperationKind,
    input: JsonObject = {},
    change: Partial<InstanceSpec> = {},
  ): Promise<string[]> {
    const before = this.record.spec;
    const target = { ...before, ...change };
    this.#record = {
      ...this.record,
      spec: target,
      revision: this.record.revision + 1,
      phase: kind === 'delete' ? 'deleting' : 'active',
    };
    await this.#store().put(this.uid, this.#record);
    const titles = await this.#operate(kind, input, before, target);
    if (kind === 'delete') {
      const { platform, location } = this.#options;
      await platform.secrets(location).deleteAll(this.uid);
      await this.#store().delete(this.uid);
      this.#record = undefined;
    }
    return titles;
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

  /** Waits until the status fulfils a condition; the last one is the answer. */
  async until(
    condition: (status: InstanceStatus) => boolean,
    timeoutMs: number = 60_000,
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

  /** Connects through the rw endpoint, or to one member. */
  async connect(
    secret: string,
    options: { member?: string; database?: string } = {},
  ): Promise<Session> {
    const status = await this.status();
    const endpoint = status.endpoints.find(e =>
      options.member ? e.member === options.member : e.role === 'rw',
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

  async #operate(
    kind: OperationKind,
    input: JsonObject,
    before: InstanceSpec | undefined,
    target: InstanceSpec,
  ): Promise<string[]> {
    const { binding } = this.#options;
    const operation = {
      id: randomUUID(),
      kind,
      input,
      mode: 'forward' as const,
    };
    const journal: StepResult[] = [];
    const titles: string[] = [];
    const end = Date.now() + OPERATION_MS;
    const detection = await this.detection();
    while (Date.now() < end) {
      const now = new Date().toISOString();
      const evidence = await this.evidence();
      const context = {
        now,
        detection,
        uid: this.uid,
        incarnation: this.record.incarnation,
        nextIncarnation: 'i2',
      };
      const next = binding.next({
        operation,
        record: this.record,
        before,
        target,
        evidence,
        status: binding.observe(target, evidence, context),
        journal,
        context,
      });
      const waiting = journal.at(-1);
      const first = next.state === 'continue' ? next.plan[0] : undefined;
      if (waiting?.state === 'running' && waiting.id !== first?.id) {
        waiting.state = 'succeeded';
      }
      if (next.state === 'done') {
        return titles;
      }
      if (next.state === 'failed') {
        throw new Error(`${kind} failed: ${next.reason.text.en}`);
      }
      await this.#perform(next.plan[0], operation.id, journal, titles);
    }
    throw new Error(
      `${kind} did not end; it did ${titles.join(', ')}; ${JSON.stringify([
        await this.status(),
        await this.evidence(),
      ])}`,
    );
  }

  async #perform(
    step: Step,
    operationId: string,
    journal: StepResult[],
    titles: string[],
  ): Promise<void> {
    const startedAt = new Date().toISOString();
    if (step.executor === 'core' && step.action === 'wait') {
      if (journal.at(-1)?.id !== step.id) {
        journal.push({ id: step.id, state: 'running', startedAt });
        titles.push(step.title.en);
      }
      await pause(LOOK_AGAIN_MS);
      return;
    }
    titles.push(step.title.en);
    const output = await executeStep(step, operationId, this, this.#options);
    journal.push({ id: step.id, state: 'succeeded', startedAt, output });
  }
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
