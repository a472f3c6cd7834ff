import {
  LocalizedText,
  Reason,
  TerminalAsks,
  TerminalHello,
  TerminalSays,
} from '@dbaas-portal/plugin-dbaas-common';
import { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { reason } from '../errors';

/** Tokens of people with many groups are long. */
export const MAX_FRAME_BYTES = 64 * 1024;
const MAX_SIDE = 1000;

const helloShape: z.ZodType<TerminalHello> = z.object({
  type: z.literal('hello'),
  ticket: z.string().min(1).max(200),
  token: z.string().min(1),
});
const side = z.number().int().min(1).max(MAX_SIDE);
const asksShape: z.ZodType<TerminalAsks> = z.object({
  type: z.literal('resize'),
  columns: side,
  rows: side,
});

export function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) {
    return Buffer.concat(data);
  }
  return data instanceof ArrayBuffer ? Buffer.from(data) : data;
}

function read<T>(shape: z.ZodType<T>, data: RawData): T | undefined {
  try {
    return shape.safeParse(JSON.parse(bytesOf(data).toString('utf8'))).data;
  } catch {
    return undefined; // Not even JSON.
  }
}

export const readHello = (data: RawData) => read(helloShape, data);
export const readAsks = (data: RawData) => read(asksShape, data);

/** The codes of closing that the portal gives; 4000 and more are free. */
export const CLOSE = { ended: 1000, leaving: 1001, refused: 4403 } as const;

export function say(socket: WebSocket, what: TerminalSays): void {
  if (socket.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify(what));
  }
}

/** The last words, in both languages; the code of the reason closes it. */
export function sayEnd(
  socket: WebSocket,
  end: { reason: Reason; exitCode?: number },
  code: number,
): void {
  say(socket, { type: 'end', ...end });
  // The protocol's own words have room for 123 bytes.
  socket.close(code, end.reason.code.slice(0, 100));
}

const because = (code: string, text: LocalizedText) => () => reason(code, text);

/** Why a terminal ends. */
export const ends = {
  exited: because('exited', {
    en: 'The program has ended',
    zh: '程序已退出',
  }),
  left: because('left', {
    en: 'The page was closed',
    zh: '页面已关闭',
  }),
  idle: because('idle', {
    en: 'Nothing was typed for too long',
    zh: '长时间没有输入',
  }),
  tooLong: because('too-long', {
    en: 'It was open for as long as one may be',
    zh: '已达到终端的最长使用时间',
  }),
  lost: because('lost', {
    en: 'The portal does not count it as open any more',
    zh: '门户已不再保留该终端',
  }),
  leaving: because('shutting-down', {
    en: 'The portal restarts; open it anew',
    zh: '门户正在重启,请重新打开',
  }),
  notUnderstood: because('not-understood', {
    en: 'The page and the portal do not understand each other; reload the page',
    zh: '页面与门户无法通信,请刷新页面',
  }),
  notSignedIn: because('not-signed-in', {
    en: 'You are not signed in any more; reload the page',
    zh: '登录已失效,请刷新页面',
  }),
  failed: because('failed', {
    en: 'Something went wrong in the portal; its log tells more',
    zh: '门户内部出错;详情见日志',
  }),
};

const told = z.object({
  code: z.string(),
  text: z.object({ en: z.string(), zh: z.string() }),
});

/** The reason of a refusal; what was not made to be told stays here. */
export function reasonOfError(error: unknown): Reason {
  const known = told.safeParse(error).data;
  return known ? { code: known.code, text: known.text } : ends.failed();
}
