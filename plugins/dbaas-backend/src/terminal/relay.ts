import { Reason } from '@dbaas-portal/plugin-dbaas-common';
import { TerminalSession } from '@dbaas-portal/plugin-dbaas-node';
import { once } from 'node:events';
import { RawData, WebSocket } from 'ws';
import { bytesOf, ends, readAsks } from './frames';
import { TerminalFacts } from './TerminalService';

/** Beyond this much that the browser has not taken, the program waits. */
const MAX_WAITING_BYTES = 256 * 1024;
const PING_MS = 20_000;

export type RelayOptions = {
  idleMs: number;
  maxMs: number;
  /** Asked now and then; false ends it. */
  stillOpen: () => Promise<boolean>;
  /** The portal shuts down. */
  leaving: AbortSignal;
  pingMs?: number;
};

/** Ends it once, for the first reason there is. */
class Ending {
  reason?: Reason;
  readonly came: Promise<void>;
  private come: () => void = () => {};

  constructor() {
    this.came = new Promise(resolve => {
      this.come = resolve;
    });
  }

  for(reason: Reason): void {
    this.reason ??= reason;
    this.come();
  }
}

/**
 * Leads bytes between a browser and a terminal, no faster than either side
 * takes them, until one of them ends or the time is over.
 */
export async function relay(
  socket: WebSocket,
  session: TerminalSession,
  options: RelayOptions,
): Promise<TerminalFacts> {
  const { stream } = session;
  const ending = new Ending();
  let bytesIn = 0;
  let bytesOut = 0;
  let isAlive = true;

  const idle = setTimeout(() => ending.for(ends.idle()), options.idleMs);
  const most = setTimeout(() => ending.for(ends.tooLong()), options.maxMs);
  const beat = setInterval(() => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    // A socket that waits for a slow program hears no answer either.
    isAlive = socket.isPaused;
    socket.ping();
    options.stillOpen().then(
      is => is || ending.for(ends.lost()),
      () => {}, // The database is away for a moment; its lease is longer.
    );
  }, options.pingMs ?? PING_MS);
  const leave = () => ending.for(ends.leaving());

  const onMessage = (data: RawData, isBinary: boolean) => {
    if (!isBinary) {
      const size = readAsks(data);
      if (size) {
        session.resize(size);
      }
      return;
    }
    const bytes = bytesOf(data);
    bytesIn += bytes.length;
    idle.refresh();
    if (!stream.write(bytes)) {
      socket.pause();
    }
  };
  const onData = (chunk: Buffer) => {
    bytesOut += chunk.length;
    socket.send(chunk, () => {
      if (socket.bufferedAmount <= MAX_WAITING_BYTES) {
        stream.resume();
      }
    });
    if (socket.bufferedAmount > MAX_WAITING_BYTES) {
      stream.pause();
    }
  };
  socket.on('pong', () => {
    isAlive = true;
  });
  socket.on('message', onMessage);
  socket.once('close', () => ending.for(ends.left()));
  stream.on('drain', () => socket.resume());
  stream.on('data', onData);
  stream.once('end', () => ending.for(ends.exited()));
  stream.on('error', () => ending.for(ends.exited()));
  stream.once('close', () => ending.for(ends.exited()));
  options.leaving.addEventListener('abort', leave, { once: true });
  if (options.leaving.aborted) {
    leave();
  }
  if (socket.readyState !== WebSocket.OPEN) {
    ending.for(ends.left());
  }
  socket.resume();

  await ending.came;
  clearTimeout(idle);
  clearTimeout(most);
  clearInterval(beat);
  options.leaving.removeEventListener('abort', leave);
  socket.off('message', onMessage);
  socket.resume();
  stream.destroy();
  const end = await session.ended;
  const { reason = ends.exited() } = ending;
  return {
    bytesIn,
    bytesOut,
    ...(reason.code === ends.exited().code
      ? { ...end, reason: end.reason ?? reason }
      : { reason }),
  };
}

/** Waits for the other side to close as well, for a moment. */
export async function closed(socket: WebSocket, ms: number): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) {
    return;
  }
  const timer = setTimeout(() => socket.terminate(), ms);
  await once(socket, 'close');
  clearTimeout(timer);
}
