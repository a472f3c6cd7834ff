import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import signalsPlugin from '@backstage/plugin-signals-backend';
import {
  SignalsService,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import request from 'supertest';
import { headerOf, startPortal } from '../__testUtils__/portal';
import { connectSignals, TerminalClient } from '../__testUtils__/sockets';
import { requestOf, until } from '../__testUtils__/TestBench';

jest.setTimeout(240_000);

type Portal = Awaited<ReturnType<typeof startPortal>>;

/** Nobody is there: what the portal asks of itself, it asks in vain. */
const elsewhere = createServiceFactory({
  service: coreServices.discovery,
  deps: {},
  factory: () => ({
    getBaseUrl: async id => `http://127.0.0.1:9/api/${id}`,
    getExternalBaseUrl: async id => `http://127.0.0.1:9/api/${id}`,
  }),
});

/**
 * The real plugin of signals, in the same backend: it listens for upgrades of
 * the whole server as soon as it has seen one in its routes.
 */
describe('terminals beside signals', () => {
  let portal: Portal;
  let signals: SignalsService | undefined;

  async function start(knows: 'itself' | 'nothing'): Promise<void> {
    const publisher = createBackendPlugin({
      pluginId: 'publisher',
      register(env) {
        env.registerInit({
          deps: { service: signalsServiceRef },
          async init({ service }) {
            signals = service;
          },
        });
      },
    });
    portal = await startPortal({
      config: { terminal: { enabled: true } },
      features: [
        signalsPlugin,
        eventsServiceFactory,
        publisher,
        ...(knows === 'nothing' ? [elsewhere] : []),
      ],
    });
  }

  afterEach(() => portal.stop());

  async function makeInstance(): Promise<string> {
    const created = await request(portal.server)
      .post('/api/dbaas/v1/instances')
      .set('Authorization', headerOf('owner'))
      .send(requestOf());
    const { uid } = created.body;
    await until(async () => {
      const { body } = await request(portal.server)
        .get(`/api/dbaas/v1/instances/${uid}`)
        .set('Authorization', headerOf('owner'));
      return body.status?.health === 'green';
    });
    return uid;
  }

  async function openTerminal(uid: string): Promise<TerminalClient> {
    const { body } = await request(portal.server)
      .post(`/api/dbaas/v1/instances/${uid}/terminals`)
      .set('Authorization', headerOf('dba'))
      .send({ member: 'm0', kind: 'shell', columns: 80, rows: 24 });
    const client = await new TerminalClient(portal.server.port()).opened();
    client.hello(body.ticket, 'dba');
    await client.ready();
    return client;
  }

  async function echoes(terminal: TerminalClient, text: string) {
    terminal.type(text);
    await until(() => terminal.text.endsWith(text));
  }

  async function arrives(messages: string[], text: string) {
    await until(async () => {
      // What was subscribed to a moment ago may not be heard of yet.
      await signals?.publish({
        recipients: { type: 'broadcast' },
        channel: 'dbaas',
        message: { text },
      });
      return messages.some(message => message.includes(text));
    });
  }

  it('work when signals came first, who do not hear of them', async () => {
    await start('nothing');
    const browser = await connectSignals(portal.server.port());
    const terminal = await openTerminal(await makeInstance());
    await echoes(terminal, 'one');
    await arrives(browser.messages, 'while it is open');
    await echoes(terminal, 'two');
    const second = await connectSignals(portal.server.port());
    await arrives(second.messages, 'to who comes later');
    expect(terminal.text).toBe('onetwo');
    browser.socket.terminate();
    second.socket.terminate();
    terminal.socket.close();
  });

  it('work when they came first, and signals find their way all the same', async () => {
    await start('itself');
    const uid = await makeInstance();
    const terminal = await openTerminal(uid);
    await echoes(terminal, 'one');
    const browser = await connectSignals(portal.server.port());
    await arrives(browser.messages, 'while it is open');
    await echoes(terminal, 'two');
    const second = await openTerminal(uid);
    await echoes(second, 'three');
    expect(second.text).toBe('three');
    expect(terminal.text).toBe('onetwo');
    browser.socket.terminate();
    second.socket.close();
    terminal.socket.close();
  });

  it('leave upgrades of others to the routes, who answer them', async () => {
    await start('itself');
    await request(portal.server).get('/api/dbaas/v1/me');
    const answer = await request(portal.server).get('/api/nobody/here').set({
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    });
    expect(answer.status).toBe(404);
  });
});
