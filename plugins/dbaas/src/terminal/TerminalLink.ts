import {
  Reason,
  TERMINAL_PROTOCOL,
  TerminalAsks,
  TerminalHello,
  TerminalSize,
} from '@dbaas-portal/plugin-dbaas-common';
import { z } from 'zod';

/** A backend that hears its first socket answers only the next one. */
const ATTEMPTS = 4;
const OPEN_MS = 5_000;
const PAUSE_MS = 500;

const text = z.object({ en: z.string(), zh: z.string() });
const saysShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('end'),
    reason: z.object({ code: z.string(), text }),
    exitCode: z.number().optional(),
  }),
]);

export type LinkEnd = { reason?: Reason; exitCode?: number };

export type LinkOptions = {
  url: string;
  hello: Omit<TerminalHello, 'type'>;
  onReady: () => void;
  onBytes: (bytes: Uint8Array) => void;
  /** Once; without a reason when the connection was lost. */
  onEnd: (end: LinkEnd) => void;
};

/** The browser's end of a terminal's socket, used once. */
export class TerminalLink {
  private socket?: WebSocket;
  private timer?: ReturnType<typeof setTimeout>;
  private attempts = 0;
  private isOver = false;

  constructor(private readonly options: LinkOptions) {
    this.connect();
  }

  type(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(bytes);
    }
  }

  resize(size: TerminalSize): void {
    if (this.socket?.readyState === WebSocket.OPEN) {
      const asks: TerminalAsks = { type: 'resize', ...size };
      this.socket.send(JSON.stringify(asks));
    }
  }

  /** Ends it without a word to `onEnd`. */
  close(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }

  private connect(): void {
    this.attempts += 1;
    const socket = new WebSocket(this.options.url, [TERMINAL_PROTOCOL]);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    let isOpen = false;
    this.timer = setTimeout(() => socket.close(), OPEN_MS);
    socket.onopen = () => {
      isOpen = true;
      clearTimeout(this.timer);
      const hello: TerminalHello = { type: 'hello', ...this.options.hello };
      socket.send(JSON.stringify(hello));
    };
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) =>
      this.take(event.data);
    socket.onclose = () => {
      clearTimeout(this.timer);
      if (this.isOver) return;
      if (!isOpen && this.attempts < ATTEMPTS) {
        this.timer = setTimeout(() => this.connect(), PAUSE_MS);
        return;
      }
      this.end({});
    };
  }

  private take(data: string | ArrayBuffer): void {
    if (typeof data !== 'string') {
      this.options.onBytes(new Uint8Array(data));
      return;
    }
    const says = saysShape.safeParse(parsed(data)).data;
    if (says?.type === 'ready') {
      this.options.onReady();
    } else if (says?.type === 'end') {
      this.end(says);
    }
  }

  private end({ reason, exitCode }: LinkEnd): void {
    if (!this.isOver) {
      this.isOver = true;
      this.options.onEnd({
        ...(reason && { reason }),
        ...(exitCode !== undefined && { exitCode }),
      });
    }
  }
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
