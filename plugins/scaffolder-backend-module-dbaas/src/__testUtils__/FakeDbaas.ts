import { mockServices } from '@backstage/backend-test-utils';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

type Reply = { status: number; body: unknown };

type Received = {
  call: string;
  body: unknown;
  key?: string;
  /** Who asked: the principal that the token stands for. */
  principal: unknown;
};

/** An answer as the API gives it when it refuses. */
export function refusal(
  status: number,
  error: { code?: string; field?: string; en?: string; zh?: string },
): Reply {
  const { en, zh, ...rest } = error;
  return {
    status,
    body: {
      error: {
        name: 'Error',
        message: 'plain message',
        ...rest,
        ...(en && { text: { en, zh } }),
      },
    },
  };
}

export const ok = (body: unknown, status = 200): Reply => ({ status, body });

/**
 * The wire of the dbaas API, with answers by request; an array is answered one
 * by one, the last for ever.
 */
export class FakeDbaas {
  readonly received: Received[] = [];
  readonly replies = new Map<string, Reply[]>();
  readonly #server = createServer((req, res) => {
    this.handle(req, res).catch(error => res.destroy(error));
  });

  on(call: string, ...replies: Reply[]): this {
    this.replies.set(call, replies);
    return this;
  }

  calls(call: string): Received[] {
    return this.received.filter(request => request.call === call);
  }

  async start(): Promise<{ getBaseUrl: () => Promise<string> }> {
    await new Promise<void>(done => {
      this.#server.listen(0, '127.0.0.1', done);
    });
    const { port } = this.#server.address() as AddressInfo;
    return { getBaseUrl: async () => `http://127.0.0.1:${port}` };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }

  async handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString();
    const call = `${req.method} ${req.url}`;
    const token = req.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const { principal } = await mockServices
      .auth({ pluginId: 'dbaas' })
      .authenticate(token);
    const key = req.headers['idempotency-key'];
    this.received.push({
      call,
      body: text ? JSON.parse(text) : undefined,
      ...(typeof key === 'string' && { key }),
      principal,
    });
    const replies = this.replies.get(call) ?? [];
    const reply =
      (replies.length > 1 ? replies.shift() : replies[0]) ??
      refusal(404, { en: `Nothing at ${call}`, zh: '无' });
    if (reply.status === 0) {
      req.socket.destroy();
      return;
    }
    res.statusCode = reply.status;
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify(reply.body));
  }
}
