import {
  InstancePreview,
  InstanceRequest,
  isValidName,
  LocationDetail,
  LocationSummary,
  Me,
  NodeMembers,
  Operation,
  ResourceList,
  StatementFrame,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  DbaasApi,
  InstanceQuery,
  LogQuery,
  OperationQuery,
  OperationStart,
} from '@dbaas-portal/plugin-dbaas-react';
import { problem } from '../forms/problems';
import { ember, offers, quarry } from './engines';
import {
  ALL,
  NOW,
  sampleInstance,
  sampleOperation,
  samplePage,
} from './instances';
import { sampleAudit } from './auditRecords';
import { sampleResource, sampleResources } from './resources';
import { cluster, here, machine, nodeMembers } from './locations';
import { sampleLog } from './logs';
import { payments, shop } from './tenants';
import { sampleTicket } from './terminals';

/**
 * The API with samples, in memory, for the development app and for tests. It
 * keeps what it was asked for in `calls`.
 */
export class SampleDbaasApi implements DbaasApi {
  readonly calls: Array<{ method: string; args: unknown[] }> = [];
  paused = false;
  me: Me = {
    userEntityRef: 'user:default/dora',
    can: ALL,
    tenants: [
      { name: 'shop', displayName: 'Shop', can: ALL },
      { name: 'payments', displayName: 'Payments', can: ALL },
    ],
    signals: true,
    paused: false,
  };

  constructor(private readonly options: { instances?: number } = {}) {}

  #note(method: string, ...args: unknown[]) {
    this.calls.push({ method, args });
  }

  async getMe() {
    return this.me;
  }

  async listEngines() {
    return { engines: [quarry, ember], offers };
  }

  async listLocations(): Promise<{ locations: LocationSummary[] }> {
    return { locations: [here] };
  }

  async getLocation(location: string): Promise<LocationDetail> {
    return location === cluster.location.id ? cluster : machine;
  }

  async listNodeMembers(...args: unknown[]): Promise<NodeMembers> {
    this.#note('listNodeMembers', ...args);
    return nodeMembers;
  }

  async listTenants() {
    return { tenants: [shop, payments] };
  }

  async getTenant(name: string) {
    return name === 'shop' ? shop : payments;
  }

  async createTenant(...args: unknown[]) {
    this.#note('createTenant', ...args);
    return shop;
  }

  async updateTenant(...args: unknown[]) {
    this.#note('updateTenant', ...args);
    return shop;
  }

  async deleteTenant(...args: unknown[]) {
    this.#note('deleteTenant', ...args);
  }

  async listInstances(query: InstanceQuery) {
    this.#note('listInstances', query);
    return samplePage(query, this.options.instances ?? 240);
  }

  async getInstance(uid: string) {
    return sampleInstance(Number(uid.replace('uid-', '')));
  }

  async createInstance() {
    return {
      uid: 'uid-1',
      entityRef: 'resource:default/shop--orders',
      operation: sampleOperation(1),
    };
  }

  async previewInstance(request: InstanceRequest): Promise<InstancePreview> {
    this.#note('previewInstance', request);
    return {
      problems: isValidName(request.name)
        ? []
        : [problem('name', 'invalid-name', { name: request.name, rule: '…' })],
      changes: [
        {
          action: 'create',
          kind: 'Process',
          name: `${request.name}-0`,
          resource: { port: '${port:rw}' },
        },
      ],
      steps: [
        { en: 'Write the configuration', zh: '写入配置' },
        { en: 'Start the primary', zh: '启动主节点' },
        { en: 'Connect, write and read', zh: '连接、写入并读取' },
      ],
    };
  }

  async updateInstance(uid: string, ...args: unknown[]) {
    this.#note('updateInstance', uid, ...args);
    return this.getInstance(uid);
  }

  async getAccounts() {
    return {
      databases: [{ name: 'app', owner: 'app', sizeBytes: 8_400_000 }],
      users: [
        {
          name: 'app',
          locked: false,
          managed: true,
          grants: [{ database: 'app', level: 'owner' }],
        },
        {
          name: 'reports',
          locked: false,
          managed: true,
          validUntil: new Date(NOW + 3 * 24 * 3_600_000).toISOString(),
          grants: [{ database: '*', level: 'read' }],
        },
        { name: 'legacy', locked: true, managed: false, grants: [] },
      ],
    };
  }

  resources: ResourceList = sampleResources();

  async listResources(...args: unknown[]) {
    this.#note('listResources', ...args);
    return this.resources;
  }

  async getResource(uid: string, about: { kind: string; name: string }) {
    this.#note('getResource', uid, about);
    return sampleResource(this.resources, about);
  }

  async getDependants() {
    return {
      items: [
        {
          entityRef: 'component:default/web-shop',
          title: 'Web shop',
          owner: 'group:default/web',
        },
      ],
      complete: true,
    };
  }

  async revealSecret(uid: string, user: string) {
    this.#note('revealSecret', uid, user);
    return { username: user, password: 'made-at-run-time' };
  }

  async listInstanceOperations() {
    return { items: Array.from({ length: 12 }, (_, n) => sampleOperation(n)) };
  }

  async startOperation(
    uid: string,
    start: OperationStart,
    ...rest: unknown[]
  ): Promise<Operation> {
    this.#note('startOperation', uid, start, ...rest);
    return sampleOperation(2);
  }

  async previewOperation(): Promise<InstancePreview> {
    return {
      problems: [],
      changes: [],
      steps: [{ en: 'Do what was asked', zh: '执行变更' }],
      quota: {
        ...shop.usage[0],
        steady: { cpuMillis: 500, memoryMib: 512, storageMib: 0, instances: 0 },
        surge: { cpuMillis: 500, memoryMib: 512, storageMib: 0, instances: 0 },
        fits: true,
        reasons: [],
      },
    };
  }

  async listOperations(query: OperationQuery) {
    this.#note('listOperations', query);
    return {
      items: Array.from({ length: 80 }, (_, n) => sampleOperation(n)).filter(
        operation =>
          !query.state?.length || query.state.includes(operation.state),
      ),
    };
  }

  async getOperation(id: string) {
    return sampleOperation(Number(id.replace('op-', '')));
  }

  async retryOperation(id: string) {
    this.#note('retryOperation', id);
    return sampleOperation(0);
  }

  async cancelOperation(id: string) {
    this.#note('cancelOperation', id);
    return sampleOperation(0);
  }

  async cleanUpOperation(id: string) {
    this.#note('cleanUpOperation', id);
    return sampleOperation(0);
  }

  async getFleetControl() {
    return this.paused
      ? { paused: true, actor: 'user:default/dan', note: 'Moving racks' }
      : { paused: false };
  }

  async setFleetControl(update: { paused: boolean; note?: string }) {
    this.#note('setFleetControl', update);
    this.paused = update.paused;
    return this.getFleetControl();
  }

  async listAudit(...args: unknown[]) {
    this.#note('listAudit', ...args);
    return sampleAudit();
  }

  async exportAudit(...args: unknown[]) {
    this.#note('exportAudit', ...args);
    return new Blob(['id\n']);
  }

  async *runStatement(): AsyncGenerator<StatementFrame> {
    yield { type: 'end', rowCount: 0 };
  }

  async cancelStatement() {}

  async askForTerminal(...args: unknown[]) {
    this.#note('askForTerminal', ...args);
    return sampleTicket;
  }

  readLogs(_: string, query: LogQuery, options?: { signal?: AbortSignal }) {
    return sampleLog(query, options?.signal);
  }
}
