import { Entity } from '@backstage/catalog-model';
import {
  EngineDescriptor,
  InstanceDetail,
  StatementFrame,
  StatementRequest,
} from '@dbaas-portal/plugin-dbaas-common';
import { DbaasApi } from '@dbaas-portal/plugin-dbaas-react';

export const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'orders--main',
    annotations: { 'dbaas-portal.io/instance-uid': 'u1' },
  },
  spec: { type: 'database', owner: 'group:default/a' },
};

const text = (en: string) => ({ en, zh: en });

export const engine: EngineDescriptor = {
  id: 'fake-engine',
  family: 'fake',
  name: 'Fake',
  description: text('Fake'),
  versions: [],
  topologies: [],
  parameters: [],
  sizes: [],
  minimum: { cpuMillis: 1, memoryMib: 1, storageMib: 1 },
  defaultPort: 1,
  databases: { pattern: '.*', maxLength: 63, reserved: [] },
  console: { kind: 'sql', example: 'select 42' },
  connect: [],
};

export const instance: InstanceDetail = {
  record: {
    uid: 'u1',
    revision: 1,
    incarnation: 'i1',
    phase: 'active',
    createdAt: '2026-01-01T00:00:00Z',
    createdBy: 'user:default/a',
    spec: {
      name: 'main',
      tenant: 'orders',
      engine: 'fake-engine',
      version: '1',
      platform: 'fake',
      location: 'here',
      controller: 'fake',
      topology: 'single',
      members: 1,
      resources: { cpuMillis: 1, memoryMib: 1, storageMib: 1 },
      parameters: {},
      databases: ['app'],
      users: [],
      tls: false,
      running: true,
      environment: 'production',
      owner: 'group:default/a',
      dependants: [],
      protected: false,
    },
  },
  status: {
    health: 'green',
    reasons: [],
    members: [],
    endpoints: [],
    observedAt: '2026-01-01T00:00:00Z',
  },
  facets: {
    operations: [],
    capabilities: [{ id: 'console', offered: true }],
    parameters: [],
  },
  secrets: [],
  can: ['dbaas.data.read', 'dbaas.data.write'],
};

/** A frame, or something to wait for, or an error to throw. */
export type Scripted = StatementFrame | Promise<unknown> | Error;

/** The API with an instance, an engine and a scripted answer. */
export class FakeApi {
  readonly statements: StatementRequest[] = [];
  readonly cancelled: string[] = [];
  readonly aborted: string[] = [];
  instance: InstanceDetail | Error = instance;
  engine: EngineDescriptor = engine;
  script: Scripted[] = [];
  onCancel: () => void = () => undefined;

  asApi(): Partial<DbaasApi> {
    return {
      getInstance: async () => {
        if (this.instance instanceof Error) throw this.instance;
        return this.instance;
      },
      getMe: async () => ({
        userEntityRef: 'user:default/a',
        can: [],
        tenants: [],
        signals: false,
        paused: false,
      }),
      listEngines: async () => ({ engines: [this.engine], offers: [] }),
      getAccounts: async () => ({
        databases: [{ name: 'app' }, { name: 'reports' }],
        users: [],
      }),
      runStatement: (_uid, request, options) =>
        this.#frames(request, options?.signal),
      cancelStatement: async (_uid, id) => {
        this.cancelled.push(id);
        this.onCancel();
      },
    };
  }

  async *#frames(request: StatementRequest, signal?: AbortSignal) {
    this.statements.push(request);
    signal?.addEventListener('abort', () => this.aborted.push(request.id));
    for (const next of this.script) {
      if (next instanceof Error) throw next;
      if (next instanceof Promise) {
        await next;
      } else {
        yield next;
      }
    }
  }
}
