import { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import {
  FleetControlUpdate,
  InstanceRequest,
  InstanceUpdate,
  LogFrame,
  StatementFrame,
  StatementRequest,
  TenantSpec,
  TenantUpdate,
  TerminalRequest,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  AuditPage,
  AuditQuery,
  CallOptions,
  DbaasApi,
  InstanceQuery,
  LogQuery,
  OperationQuery,
  OperationStart,
  WriteOptions,
} from './DbaasApi';
import { HttpCaller } from './HttpCaller';
import { JsonOf } from './json';
import { readNdjson } from './ndjson';

/**
 * `DbaasApi` over HTTP.
 *
 * @public
 */
export class DbaasClient implements DbaasApi {
  readonly #http: HttpCaller;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#http = new HttpCaller(options.discoveryApi, options.fetchApi);
  }

  getMe(options?: CallOptions) {
    return this.#http.read(client => client.getMe({}), options);
  }

  listEngines(options?: CallOptions) {
    return this.#http.read(client => client.listEngines({}), options);
  }

  listLocations(options?: CallOptions) {
    return this.#http.read(client => client.listLocations({}), options);
  }

  getLocation(location: string, options?: CallOptions) {
    return this.#http.read(
      client => client.getLocation({ path: { location } }),
      options,
    );
  }

  listNodeMembers(location: string, node: string, options?: CallOptions) {
    return this.#http.read(
      client => client.listNodeMembers({ path: { location }, query: { node } }),
      options,
    );
  }

  listTenants(options?: CallOptions) {
    return this.#http.read(client => client.listTenants({}), options);
  }

  getTenant(tenant: string, options?: CallOptions) {
    return this.#http.read(
      client => client.getTenant({ path: { tenant } }),
      options,
    );
  }

  createTenant(body: TenantSpec) {
    return this.#http.write(client => client.createTenant({ body }));
  }

  updateTenant(tenant: string, body: TenantUpdate) {
    return this.#http.write(client =>
      client.updateTenant({ path: { tenant }, body }),
    );
  }

  async deleteTenant(tenant: string, revision?: number) {
    await this.#http.send(client =>
      client.deleteTenant({ path: { tenant }, query: { revision } }),
    );
  }

  listInstances(query: InstanceQuery, options?: CallOptions) {
    return this.#http.read(client => client.listInstances({ query }), options);
  }

  getInstance(uid: string, options?: CallOptions) {
    return this.#http.read(
      client => client.getInstance({ path: { uid } }),
      options,
    );
  }

  createInstance(body: InstanceRequest, options?: WriteOptions) {
    return this.#http.write(
      client => client.createInstance({ body, header: {} }),
      options,
    );
  }

  previewInstance(body: InstanceRequest, options?: CallOptions) {
    return this.#http.write(
      client => client.previewInstance({ body }),
      options,
    );
  }

  updateInstance(uid: string, body: JsonOf<InstanceUpdate>) {
    return this.#http.write(client =>
      client.updateInstance({ path: { uid }, body }),
    );
  }

  getAccounts(uid: string, options?: CallOptions) {
    return this.#http.read(
      client => client.getAccounts({ path: { uid } }),
      options,
    );
  }

  getDependants(uid: string, options?: CallOptions) {
    return this.#http.read(
      client => client.getDependants({ path: { uid } }),
      options,
    );
  }

  listResources(uid: string, options?: CallOptions) {
    return this.#http.read(
      client => client.listResources({ path: { uid } }),
      options,
    );
  }

  getResource(
    uid: string,
    { kind, name }: { kind: string; name: string },
    options?: CallOptions,
  ) {
    return this.#http.read(
      client => client.getResource({ path: { uid, kind, name } }),
      options,
    );
  }

  revealSecret(uid: string, user: string) {
    return this.#http.write(client =>
      client.revealSecret({ path: { uid, user } }),
    );
  }

  listInstanceOperations(
    uid: string,
    query: { limit?: number; cursor?: string } = {},
    options?: CallOptions,
  ) {
    return this.#http.read(
      client => client.listInstanceOperations({ path: { uid }, query }),
      options,
    );
  }

  startOperation(uid: string, body: OperationStart, options?: WriteOptions) {
    return this.#http.write(
      client => client.startOperation({ path: { uid }, body, header: {} }),
      options,
    );
  }

  previewOperation(uid: string, body: OperationStart, options?: CallOptions) {
    return this.#http.write(
      client => client.previewOperation({ path: { uid }, body }),
      options,
    );
  }

  listOperations(query: OperationQuery, options?: CallOptions) {
    return this.#http.read(client => client.listOperations({ query }), options);
  }

  getOperation(id: string, options?: CallOptions) {
    return this.#http.read(
      client => client.getOperation({ path: { id } }),
      options,
    );
  }

  retryOperation(id: string) {
    return this.#http.write(client => client.retryOperation({ path: { id } }));
  }

  cancelOperation(id: string) {
    return this.#http.write(client => client.cancelOperation({ path: { id } }));
  }

  cleanUpOperation(id: string) {
    return this.#http.write(client =>
      client.cleanUpOperation({ path: { id } }),
    );
  }

  getFleetControl(options?: CallOptions) {
    return this.#http.read(client => client.getFleetControl({}), options);
  }

  setFleetControl(body: FleetControlUpdate) {
    return this.#http.write(client => client.setFleetControl({ body }));
  }

  async listAudit(query: AuditQuery, options?: CallOptions) {
    const response = await this.#http.get('/v1/audit', query, options);
    const page: AuditPage = JSON.parse(await response.text());
    return page;
  }

  async exportAudit(
    query: Omit<AuditQuery, 'limit' | 'cursor'>,
    format: 'csv' | 'ndjson',
  ) {
    const response = await this.#http.get('/v1/audit/export', {
      ...query,
      format,
    });
    return response.blob();
  }

  async *runStatement(
    uid: string,
    body: StatementRequest,
    options?: CallOptions,
  ): AsyncGenerator<StatementFrame> {
    const response = await this.#http.send(
      client => client.runStatement({ path: { uid }, body }),
      options,
    );
    if (!response.body) return;
    for await (const frame of readNdjson<StatementFrame>(response.body)) {
      yield frame;
    }
  }

  async *readLogs(
    uid: string,
    query: LogQuery,
    options?: CallOptions,
  ): AsyncGenerator<LogFrame> {
    const response = await this.#http.send(
      client => client.readLogs({ path: { uid }, query }),
      options,
    );
    if (!response.body) return;
    for await (const frame of readNdjson<LogFrame>(response.body)) {
      yield frame;
    }
  }

  async cancelStatement(uid: string, statement: string) {
    await this.#http.send(client =>
      client.cancelStatement({ path: { uid, statement } }),
    );
  }

  askForTerminal(uid: string, body: TerminalRequest) {
    return this.#http.write(client =>
      client.askForTerminal({ path: { uid }, body }),
    );
  }
}
