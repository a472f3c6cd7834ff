import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { TerminalTicket } from '@dbaas-portal/plugin-dbaas-common';
import { FakeWorld } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { Knex } from 'knex';
import request from 'supertest';
import { TestDatabase } from './databases';
import { headerOf, PEOPLE, Role, startPortal } from './portal';
import { TerminalClient } from './sockets';
import { requestOf, until } from './TestBench';

export type Portal = Awaited<ReturnType<typeof startPortal>>;

/** One world, one database and one instance, and as many portals as needed. */
export class TerminalBench {
  readonly world = new FakeWorld();
  uid = '';
  private readonly portals: Portal[] = [];

  private constructor(
    private readonly database: TestDatabase,
    readonly knex: Knex,
  ) {}

  static async on(database: TestDatabase | undefined): Promise<TerminalBench> {
    if (!database) {
      throw new Error('There is no such database');
    }
    return new TerminalBench(database, await database.open());
  }

  async stop(): Promise<void> {
    await Promise.all(this.portals.map(portal => portal.stop()));
    await this.database.drop();
  }

  /** Starts a backend; the first makes the instance. */
  async start(terminal: object = {}): Promise<Portal> {
    const shared = await this.database.open();
    const portal = await startPortal({
      world: this.world,
      config: { terminal: { enabled: true, ...terminal } },
      features: [
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => ({
            getClient: async () => shared,
            migrations: { skip: true },
          }),
        }),
      ],
    });
    this.portals.push(portal);
    if (!this.uid) {
      await this.makeInstance(portal);
    }
    return portal;
  }

  send(portal: Portal, role: Role, path: string, body: object) {
    return request(portal.server)
      .post(`/api/dbaas/v1/${path}`)
      .set('Authorization', headerOf(role))
      .send(body);
  }

  get(portal: Portal, role: Role) {
    return request(portal.server)
      .get(`/api/dbaas/v1/instances/${this.uid}`)
      .set('Authorization', headerOf(role));
  }

  ask(portal: Portal, role: Role, body: object = {}) {
    return this.send(portal, role, `instances/${this.uid}/terminals`, {
      member: 'm0',
      kind: 'shell',
      columns: 80,
      rows: 24,
      ...body,
    });
  }

  async ticketFor(portal: Portal, role: Role): Promise<string> {
    const { status, body } = await this.ask(portal, role);
    if (status !== 201) {
      throw new Error(`No ticket: ${status} ${JSON.stringify(body)}`);
    }
    const { ticket }: TerminalTicket = body;
    return ticket;
  }

  connect(portal: Portal): Promise<TerminalClient> {
    return new TerminalClient(portal.server.port()).opened();
  }

  /** A terminal that is open, of a DBA. */
  async open(portal: Portal): Promise<TerminalClient> {
    const client = await this.connect(portal);
    client.hello(await this.ticketFor(portal, 'dba'), 'dba');
    await client.ready();
    return client;
  }

  /** The last words to who comes with the ticket. */
  async refusalOf(
    portal: Portal,
    ticket: string,
    who: keyof typeof PEOPLE = 'dba',
  ): Promise<string> {
    const client = await this.connect(portal);
    client.hello(ticket, who);
    const { reason } = await client.end();
    return reason.code;
  }

  /** The audit of terminals, as it is stored. */
  async audited(): Promise<Array<Record<string, string>>> {
    return this.knex('audit_records')
      .where('action', 'like', 'terminal-%')
      .orderBy('seq')
      .select();
  }

  private async makeInstance(portal: Portal): Promise<void> {
    const created = await this.send(portal, 'owner', 'instances', requestOf());
    this.uid = created.body.uid;
    await until(async () => {
      const { body } = await this.get(portal, 'owner');
      return body.status?.health === 'green';
    });
  }
}
