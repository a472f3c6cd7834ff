/* eslint-disable max-lines -- one walk, readable from top to bottom */
import { JsonObject } from '@backstage/types';
import { createLocalPlatform } from '@dbaas-portal/plugin-dbaas-backend-module-local';
import {
  InstanceRecord,
  InstanceSpec,
  InstanceStatus,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Binding,
  Credential,
  Evidence,
  LocalResource,
  MemberProbe,
  NextInput,
  Observed,
  Platform,
  ProgramQuery,
  RenderContext,
  Session,
  Step,
  StepResult,
} from '@dbaas-portal/plugin-dbaas-node';
import { randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createProcessesBinding } from '../engines/postgresql/bindings/processes';
import { inspectInstallation } from '../engines/postgresql/installation';
import { postgresqlDriver } from '../protocol';
import { isLocalResource } from './shapes';

const LOCATION = 'local';
const MAX_TURNS = 2000;

/**
 * The way of an operation through the product, as small as it can be: asks
 * the binding what to do, does it on a real local platform with real servers,
 * and asks again.
 */
export class Corridor {
  readonly uid = randomUUID();
  record: InstanceRecord | undefined;
  journal: StepResult[] = [];

  private constructor(
    readonly platform: Platform,
    readonly binding: Binding<LocalResource, ProgramQuery>,
    readonly context: RenderContext,
    private readonly root: string,
  ) {}

  static async open(binaries: string[] = []): Promise<Corridor> {
    const root = await fs.mkdtemp(path.join(os.tmpdir(), 'dbaas-pg-'));
    await fs.chmod(root, 0o755);
    const from = 23000 + Math.floor(Math.random() * 60) * 100;
    const platform = await createLocalPlatform({
      root: path.join(root, 'local'),
      binaries,
      ports: { from, to: from + 99 },
    });
    await platform.start({ kinds: [] });
    const binding = createProcessesBinding(await inspectInstallation());
    const detection = binding.detect(
      await platform.inventory(LOCATION, binding.queries),
    );
    const context = {
      now: '',
      detection,
      uid: '',
      incarnation: 'i1',
      nextIncarnation: 'i2',
    };
    return new Corridor(platform, binding, context, root);
  }

  async close(): Promise<void> {
    await this.platform.stop();
    await fs.rm(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  secret(name: string): Promise<Credential> {
    return this.platform
      .secrets(LOCATION)
      .get(this.uid, name)
      .then(found => {
        if (!found) {
          throw new Error(`No secret ${name}`);
        }
        return found;
      });
  }

  async evidence(): Promise<Evidence<LocalResource>> {
    const seen = await this.platform.resources(LOCATION, this.uid);
    const resources = seen.map((observed): Observed<LocalResource> => {
      const { resource } = observed;
      if (!isLocalResource(resource)) {
        throw new Error('Not a local resource');
      }
      return { ...observed, resource };
    });
    const probes = await Promise.all(
      this.binding
        .probes(this.spec, resources)
        .map(async (target): Promise<MemberProbe> => {
          const observedAt = new Date().toISOString();
          const { member } = target;
          try {
            const session = await postgresqlDriver.connect({
              ...target,
              credential: await this.secret(target.secret),
              applicationName: 'probe',
              connectTimeoutMs: 2000,
            });
            try {
              const probe = await session.probe({ write: false });
              return { member, observedAt, ok: true, probe };
            } finally {
              await session.close();
            }
          } catch (error) {
            const text = String(error);
            return {
              member,
              observedAt,
              ok: false,
              reason: { code: 'probe-failed', text: { en: text, zh: text } },
            };
          }
        }),
    );
    return { resources, probes, reachable: true };
  }

  get spec(): InstanceSpec {
    if (!this.record) {
      throw new Error('There is no instance');
    }
    return this.record.spec;
  }

  async status(): Promise<InstanceStatus> {
    return this.binding.observe(this.spec, await this.evidence(), this.context);
  }

  async until(
    what: (status: InstanceStatus) => boolean,
    ms = 20000,
  ): Promise<InstanceStatus> {
    const end = Date.now() + ms;
    for (;;) {
      const status = await this.status();
      if (what(status)) {
        return status;
      }
      if (Date.now() > end) {
        throw new Error(`Not seen in time: ${JSON.stringify(status)}`);
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  /** Connects to the instance's own address, or to one member. */
  async connect(
    secret: string,
    database?: string,
    where: { role?: string; member?: string } = { role: 'rw' },
  ): Promise<Session> {
    const { endpoints } = await this.status();
    const endpoint = endpoints.find(e =>
      where.member
        ? e.member === where.member && e.role === 'member'
        : e.role === where.role,
    );
    if (!endpoint) {
      throw new Error(`No endpoint ${JSON.stringify(where)}`);
    }
    return postgresqlDriver.connect({
      ...endpoint,
      credential: await this.secret(secret),
      ...(database ? { database } : {}),
      applicationName: 'test',
      connectTimeoutMs: 3000,
    });
  }

  /** Walks an operation to its end and returns how long each step took. */
  async walk(
    kind: OperationKind,
    target: InstanceSpec,
    options: {
      input?: NextInput['operation']['input'];
      mode?: 'forward' | 'clean-up';
      /** Throws before the step is executed, as a fault would. */
      failAt?: string;
    } = {},
  ): Promise<void> {
    const before = this.record?.spec;
    const record: InstanceRecord = {
      uid: this.uid,
      revision: (this.record?.revision ?? 0) + 1,
      spec: target,
      incarnation: 'i1',
      phase: kind === 'create' ? 'creating' : 'active',
      createdAt: new Date().toISOString(),
      createdBy: 'user:default/test',
    };
    await this.platform.instances(LOCATION).put(this.uid, record);
    this.record = record;
    if (options.mode !== 'clean-up') {
      this.journal = [];
    }
    for (let turn = 0; turn < MAX_TURNS; turn++) {
      const evidence = await this.evidence();
      const next = this.binding.next({
        operation: {
          id: 'op',
          kind,
          input: options.input ?? {},
          mode: options.mode ?? 'forward',
        },
        record,
        ...(before ? { before } : {}),
        target,
        evidence,
        status: this.binding.observe(target, evidence, this.context),
        journal: this.journal,
        context: this.context,
      });
      if (next.state === 'done') {
        return;
      }
      if (next.state === 'failed') {
        throw new Error(next.reason.text.en);
      }
      const [step] = next.plan;
      if (step.id === options.failAt) {
        throw new Error(`Failed at ${step.id}`);
      }
      if (step.action === 'wait') {
        await new Promise(resolve => setTimeout(resolve, 50));
        continue;
      }
      await this.execute(step);
    }
    throw new Error(`It does not come to an end: ${kind}`);
  }

  private async execute(step: Step): Promise<void> {
    const startedAt = new Date().toISOString();
    const result: StepResult = { id: step.id, state: 'running', startedAt };
    this.journal = [...this.journal.filter(r => r.id !== step.id), result];
    result.output = await this.outcomeOf(step);
    result.state = 'succeeded';
    result.endedAt = new Date().toISOString();
  }

  private outcomeOf(step: Step): Promise<JsonObject> {
    if (step.executor === 'platform') {
      return this.platform.execute(step, {
        location: LOCATION,
        record: this.record!,
        operationId: `op-${this.record!.revision}`,
        signal: new AbortController().signal,
      });
    }
    return step.executor === 'driver' ? this.drive(step) : this.serve(step);
  }

  private async drive(step: Step) {
    const { member } = step.input;
    const { members } = await this.status();
    const where =
      typeof member === 'string'
        ? member
        : members.find(m => m.role === 'primary')?.name;
    const session = await this.connect('admin', undefined, { member: where });
    try {
      return await postgresqlDriver.actions[step.action](session, step.input, {
        secret: name => this.secret(name),
        signal: new AbortController().signal,
      });
    } finally {
      await session.close();
    }
  }

  private async serve(step: Step) {
    const { name, username, secret, database } = step.input;
    const store = this.platform.secrets(LOCATION);
    if (step.action === 'secret') {
      const before = await store.get(this.uid, String(name));
      if (!before || step.input.renew === true) {
        const password = randomBytes(18).toString('base64url');
        await store.put(this.uid, String(name), {
          username: String(username),
          password,
          ...(before ? { previous: before.password } : {}),
        });
      }
    } else if (step.action === 'drop-secret') {
      await store.delete(this.uid, String(name));
    } else {
      const session = await this.connect(
        String(secret),
        typeof database === 'string' ? database : undefined,
      );
      await session.probe({ write: true }).finally(() => session.close());
    }
    return {};
  }
}
