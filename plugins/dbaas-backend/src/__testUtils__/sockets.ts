import { mockCredentials } from '@backstage/backend-test-utils';
import {
  TERMINAL_PATH,
  TERMINAL_PROTOCOL,
  TerminalSays,
} from '@dbaas-portal/plugin-dbaas-common';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { PEOPLE, PORTAL_ORIGIN } from './portal';
import { until } from './TestBench';

/** A browser's end of a terminal. */
export class TerminalClient {
  readonly says: TerminalSays[] = [];
  private shown = Buffer.alloc(0);
  readonly socket: WebSocket;

  constructor(port: number, origin: string = PORTAL_ORIGIN) {
    this.socket = new WebSocket(
      `ws://127.0.0.1:${port}/api/dbaas${TERMINAL_PATH}`,
      [TERMINAL_PROTOCOL],
      { origin },
    );
    this.socket.on('error', () => {});
    this.socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        this.shown = Buffer.concat([this.shown, data]);
      } else {
        this.says.push(JSON.parse(data.toString()));
      }
    });
  }

  async opened(): Promise<this> {
    await once(this.socket, 'open');
    return this;
  }

  hello(ticket: string, who: keyof typeof PEOPLE): void {
    const token = mockCredentials.user.token(PEOPLE[who][0]);
    this.socket.send(JSON.stringify({ type: 'hello', ticket, token }));
  }

  type(text: string): void {
    this.socket.send(Buffer.from(text));
  }

  resize(columns: number, rows: number): void {
    this.socket.send(JSON.stringify({ type: 'resize', columns, rows }));
  }

  get text(): string {
    return this.shown.toString('utf8');
  }

  async ready(): Promise<void> {
    await until(() => this.says.length > 0);
    if (this.says[0].type !== 'ready') {
      throw new Error(`Not ready: ${JSON.stringify(this.says)}`);
    }
  }

  async closed(): Promise<void> {
    await until(() => this.socket.readyState === WebSocket.CLOSED);
  }

  /** The last words. */
  async end(): Promise<Extract<TerminalSays, { type: 'end' }>> {
    return until(() => this.says.find(said => said.type === 'end'));
  }
}

/** The one token of the test kit that a subprotocol can carry. */
const SIGNALS_TOKEN = 'mock-user-token';

/** A browser's signals: as Backstage's own client does, it tries again. */
export async function connectSignals(
  port: number,
): Promise<{ socket: WebSocket; messages: string[] }> {
  const messages: string[] = [];
  const socket = await until(async () => {
    const attempt = new WebSocket(
      `ws://127.0.0.1:${port}/api/signals`,
      SIGNALS_TOKEN,
      { handshakeTimeout: 2000 },
    );
    attempt.on('message', data => messages.push(data.toString()));
    return new Promise<WebSocket | undefined>(resolve => {
      attempt.once('open', () => resolve(attempt));
      attempt.on('error', () => resolve(undefined));
    });
  });
  socket.send(JSON.stringify({ action: 'subscribe', channel: 'dbaas' }));
  return { socket, messages };
}
