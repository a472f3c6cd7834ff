import { RequestHandler } from 'express';
import http, { IncomingMessage, Server, ServerResponse } from 'node:http';
import https from 'node:https';
import { Socket } from 'node:net';
import { Duplex } from 'node:stream';

export type TakeUpgrade = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) => void;

type AnyServer = Server | https.Server;

const EVENT = 'upgrade';

function serverOf(request: IncomingMessage): AnyServer | undefined {
  const { socket } = request;
  const server = 'server' in socket ? socket.server : undefined;
  return server instanceof http.Server || server instanceof https.Server
    ? server
    : undefined;
}

/**
 * Takes the upgrades of one exact path, at the root HTTP server, and leaves
 * all others as they would be without it.
 *
 * Node hands an upgrade either to all who listen on the server or, where
 * nobody does, to the routes as an ordinary request. Backstage gives plugins
 * the routes only, so plugins wait there for their first upgrade and begin to
 * listen then: from that moment on the routes of all others are passed by. So
 * this one listens as early as it can, and as long as it is the only one who
 * does, it hands what is not its own to the routes, as Node would have.
 */
export class UpgradeDoor {
  private readonly servers = new Set<AnyServer>();

  constructor(
    private readonly path: string,
    private readonly take: TakeUpgrade,
  ) {}

  /**
   * For the plugin's routes, before all others: whatever request comes first
   * shows the server.
   */
  middleware(routePath: string): RequestHandler {
    return (request, response, next) => {
      const server = serverOf(request);
      if (server) {
        this.attach(server);
      }
      if (request.path !== routePath) {
        next();
        return;
      }
      // Also an upgrade, where it is what came first: the next one is heard.
      response
        .status(426)
        .set({ Connection: 'Upgrade', Upgrade: 'websocket' })
        .end();
    };
  }

  close(): void {
    this.servers.forEach(server => server.off(EVENT, this.onUpgrade));
    this.servers.clear();
  }

  private attach(server: AnyServer): void {
    if (!this.servers.has(server)) {
      this.servers.add(server);
      server.on(EVENT, this.onUpgrade);
    }
  }

  private readonly onUpgrade = (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ) => {
    if (request.url?.split('?')[0] === this.path) {
      this.take(request, socket, head);
      return;
    }
    const server = serverOf(request);
    if (server?.listenerCount(EVENT) === 1) {
      passOn(server, request, socket);
    }
  };
}

/** As an ordinary request, whose answer ends the connection. */
function passOn(
  server: AnyServer,
  request: IncomingMessage,
  socket: Duplex,
): void {
  if (!(socket instanceof Socket)) {
    socket.destroy();
    return;
  }
  // Node has taken its own listeners away: a reset would end the process, and
  // who goes away before there is an answer would stay.
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.destroy());
  socket.resume();
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once('finish', () => {
    response.detachSocket(socket);
    socket.end();
  });
  server.emit('request', request, response);
}
