import { LoggerService } from '@backstage/backend-plugin-api';
import {
  TERMINAL_PROTOCOL,
  TerminalHello,
} from '@dbaas-portal/plugin-dbaas-common';
import { setMaxListeners } from 'node:events';
import { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { Caller } from '../access/Caller';
import { Guard } from '../access/Guard';
import { AuthorizedTerminalService } from './AuthorizedTerminalService';
import {
  CLOSE,
  ends,
  MAX_FRAME_BYTES,
  readHello,
  reasonOfError,
  say,
  sayEnd,
} from './frames';
import { closed, relay } from './relay';
import { TerminalSettings } from './settings';

/** So long a socket may be open before it says what it is for. */
const HELLO_MS = 10_000;
/** Sockets that have not said it yet, of whoever they are. */
const MAX_UNKNOWN = 100;
const CLOSE_MS = 5_000;

export type TerminalSocketsOptions = {
  guard: Guard;
  service: AuthorizedTerminalService;
  settings: TerminalSettings;
  origins: ReadonlySet<string>;
  logger: LoggerService;
};

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    () => socket.destroy(),
  );
}

/** The sockets of terminals: who comes in, and what becomes of them. */
export class TerminalSockets {
  private readonly leaving = new AbortController();
  private readonly open = new Set<Promise<void>>();
  private unknown = 0;
  private readonly server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    handleProtocols: offered =>
      offered.has(TERMINAL_PROTOCOL) ? TERMINAL_PROTOCOL : false,
  });

  constructor(private readonly options: TerminalSocketsOptions) {
    // Each that is open listens.
    setMaxListeners(0, this.leaving.signal);
  }

  /** Takes an upgrade of the path; from pages of the portal only. */
  readonly take = (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void => {
    const { origin } = request.headers;
    if (origin === undefined || !this.options.origins.has(origin)) {
      refuse(socket, '403 Forbidden');
      return;
    }
    if (this.leaving.signal.aborted || this.unknown >= MAX_UNKNOWN) {
      refuse(socket, '503 Service Unavailable');
      return;
    }
    socket.on('error', () => socket.destroy());
    this.server.handleUpgrade(request, socket, head, opened => {
      const serving = this.serve(opened)
        .catch(error => {
          this.options.logger.error(`A terminal failed: ${error}`);
          sayEnd(opened, { reason: ends.failed() }, CLOSE.ended);
        })
        .then(() => closed(opened, CLOSE_MS))
        .finally(() => this.open.delete(serving));
      this.open.add(serving);
    });
  };

  /** Ends them all, and waits until that is recorded. */
  async stop(): Promise<void> {
    this.leaving.abort();
    await Promise.all(this.open);
    this.server.close();
  }

  private async serve(socket: WebSocket): Promise<void> {
    socket.on('error', () => socket.terminate());
    const hello = await this.greeted(socket);
    if (!hello) {
      sayEnd(socket, { reason: ends.notUnderstood() }, CLOSE.refused);
      return;
    }
    // Nothing is read before there is somebody to read it.
    socket.pause();
    const caller = await this.callerOf(hello);
    if (!caller) {
      socket.resume();
      sayEnd(socket, { reason: ends.notSignedIn() }, CLOSE.refused);
      return;
    }
    await this.run(socket, hello.ticket, caller);
  }

  private async run(
    socket: WebSocket,
    ticket: string,
    caller: Caller,
  ): Promise<void> {
    const { service, settings, logger } = this.options;
    const { signal } = this.leaving;
    let terminal: Awaited<ReturnType<typeof service.open>>;
    try {
      terminal = await service.open(ticket, { signal }, caller);
    } catch (error) {
      socket.resume();
      const reason = reasonOfError(error);
      if (reason.code === ends.failed().code) {
        logger.error(`A terminal could not be opened: ${error}`);
      }
      sayEnd(socket, { reason }, CLOSE.refused);
      return;
    }
    say(socket, { type: 'ready' });
    const facts = await relay(socket, terminal.session, {
      idleMs: settings.idleSeconds * 1000,
      maxMs: settings.maxSeconds * 1000,
      stillOpen: terminal.stillOpen,
      leaving: signal,
    });
    const { exitCode, reason = ends.exited() } = facts;
    sayEnd(
      socket,
      { reason, ...(exitCode !== undefined && { exitCode }) },
      signal.aborted ? CLOSE.leaving : CLOSE.ended,
    );
    await terminal.close(facts);
  }

  /** The first frame, if it comes in time and is what it should be. */
  private async greeted(socket: WebSocket): Promise<TerminalHello | undefined> {
    const { signal } = this.leaving;
    this.unknown += 1;
    let done = () => {};
    const timer = setTimeout(() => done(), HELLO_MS);
    try {
      return await new Promise(resolve => {
        done = () => resolve(undefined);
        signal.addEventListener('abort', done, { once: true });
        socket.once('close', done);
        socket.once('message', (data, isBinary) =>
          resolve(isBinary ? undefined : readHello(data)),
        );
      });
    } finally {
      this.unknown -= 1;
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
    }
  }

  private async callerOf(hello: TerminalHello): Promise<Caller | undefined> {
    try {
      return await this.options.guard.callerByToken(hello.token);
    } catch {
      return undefined; // Why a token is not taken is for nobody to learn.
    }
  }
}
