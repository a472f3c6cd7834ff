import { TerminalEnd, TerminalSession } from '@dbaas-portal/plugin-dbaas-node';
import { TerminalSize } from '@dbaas-portal/plugin-dbaas-common';
import { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { KubernetesError } from '../client/KubernetesError';
import { endOf } from './status';

/** The channels of `v4.channel.k8s.io`; with a terminal there is no stderr. */
const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const STATUS = 3;
const RESIZE = 4;

/** Proxies forget connections on which nothing is said. */
const PING_MS = 20_000;
/** A status is some hundred bytes; what is longer is none. */
const MAX_STATUS_BYTES = 16 * 1024;
/** The API server takes messages of at most 64 KiB. */
const MAX_MESSAGE_BYTES = 32 * 1024;

/**
 * A program in a container, through a socket to the API server. What the
 * program says waits at the API server until somebody reads it, and what is
 * typed waits here until the API server has taken it.
 */
export class ExecStream extends Duplex implements TerminalSession {
  readonly stream = this;
  readonly ended: Promise<TerminalEnd>;
  private socket?: WebSocket;
  private status = '';
  private isAlive = true;
  private finish: (end: TerminalEnd) => void = () => {};

  constructor() {
    super({ highWaterMark: 256 * 1024 });
    this.ended = new Promise(resolve => {
      this.finish = resolve;
    });
  }

  /** What comes, by channel; the first may come before the socket is known. */
  receive(channel: number, content: Buffer, socket: WebSocket): void {
    switch (channel) {
      case STDOUT:
      case STDERR:
        if (content.length > 0 && !this.push(content)) {
          socket.pause();
        }
        return;
      case STATUS:
        this.status = (this.status + content.toString('utf8')).slice(
          0,
          MAX_STATUS_BYTES,
        );
        return;
      default:
    }
  }

  /** From now on what is typed goes out. */
  through(socket: WebSocket): void {
    this.socket = socket;
    const timer = setInterval(() => {
      if (!this.isAlive) {
        socket.terminate();
        return;
      }
      // A socket that is paused for a slow reader hears no answer either.
      this.isAlive = socket.isPaused;
      socket.ping();
    }, PING_MS);
    timer.unref();
    socket.on('pong', () => {
      this.isAlive = true;
    });
    socket.once('close', () => {
      clearInterval(timer);
      this.push(null);
      this.settle();
      // What has come is still to be read; then it destroys itself.
      this.end();
    });
  }

  resize({ columns, rows }: TerminalSize): void {
    if (this.socket?.readyState === WebSocket.OPEN) {
      const size = JSON.stringify({ Width: columns, Height: rows });
      this.socket.send(frame(RESIZE, Buffer.from(size)));
    }
  }

  override _read(): void {
    this.socket?.resume();
  }

  override _write(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: () => void,
  ): void {
    const { socket } = this;
    if (socket?.readyState !== WebSocket.OPEN) {
      done(); // It has ended, which `ended` tells.
      return;
    }
    const last = chunk.length - MAX_MESSAGE_BYTES;
    let at = 0;
    for (; at < last; at += MAX_MESSAGE_BYTES) {
      socket.send(frame(STDIN, chunk.subarray(at, at + MAX_MESSAGE_BYTES)));
    }
    // Answered when it has left this machine: so long the writer waits.
    socket.send(frame(STDIN, chunk.subarray(at)), () => done());
  }

  override _destroy(
    error: Error | null,
    done: (error?: Error | null) => void,
  ): void {
    this.socket?.close();
    this.settle();
    done(error);
  }

  private settle(): void {
    this.finish(
      this.status === ''
        ? { reason: new KubernetesError('unreachable', 'cut off').reason }
        : endOf(this.status),
    );
  }
}

function frame(channel: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(channel), content]);
}
