import {
  TERMINAL_PROTOCOL,
  TerminalTicket,
} from '@dbaas-portal/plugin-dbaas-common';
import { WebSocket } from 'ws';
import { SlimBackend } from './SlimBackend';

/** Only against hanging. */
const WAIT_MS = 120_000;

const headersOf = ({ token }: SlimBackend) => ({
  authorization: `Bearer ${token}`,
});

/** The last lines of a member's log, as the page gets them. */
export async function logOf(
  backend: SlimBackend,
  uid: string,
  member: string,
): Promise<string[]> {
  const answer = await fetch(
    `${backend.url}/api/dbaas/v1/instances/${uid}/logs?member=${member}&lines=500`,
    { headers: headersOf(backend) },
  );
  const frames = (await answer.text())
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  return frames.flatMap(({ type, lines = [] }) =>
    type === 'lines' ? lines.map((line: { text: string }) => line.text) : [],
  );
}

/** Types into a terminal of a member; what came back, and how it ended. */
export async function typedInto(
  backend: SlimBackend,
  at: { uid: string; member: string; kind: string },
  typed: string,
): Promise<{ shown: string; exitCode?: number; reason: string }> {
  const { uid, member, kind } = at;
  const { status, body } = await backend.post<TerminalTicket>(
    `/instances/${uid}/terminals`,
    { member, kind, columns: 100, rows: 30 },
  );
  if (status !== 201) {
    throw new Error(`${status} ${JSON.stringify(body)}`);
  }
  const socket = new WebSocket(
    `${backend.url.replace('http', 'ws')}/api/dbaas/v1/terminal-socket`,
    [TERMINAL_PROTOCOL],
    { origin: backend.url },
  );
  try {
    return await new Promise((resolve, reject) => {
      let shown = '';
      setTimeout(
        () => reject(new Error(`It did not end: ${shown}`)),
        WAIT_MS,
      ).unref();
      socket.on('error', reject);
      socket.on('open', () =>
        socket.send(
          JSON.stringify({
            type: 'hello',
            ticket: body.ticket,
            token: backend.token,
          }),
        ),
      );
      socket.on('message', (data, isBinary) => {
        if (isBinary) {
          shown += data.toString();
          return;
        }
        const said = JSON.parse(data.toString());
        if (said.type === 'ready') {
          socket.send(Buffer.from(typed));
        } else {
          resolve({
            shown,
            exitCode: said.exitCode,
            reason: said.reason?.code,
          });
        }
      });
    });
  } finally {
    socket.close();
  }
}
