import http from 'node:http';
import https from 'node:https';
import { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';

/** What can happen to a request. */
export const HARMS = [
  'lost-request',
  'lost-answer',
  'busy',
  'broken',
  'gateway',
  'not-here',
  'sign-in',
  'slow',
] as const;
/** What happens to every watch that is opened while harm is done. */
export const WATCH_HARMS = ['cut', 'expired', 'garbage'] as const;

type Harm = (typeof HARMS)[number] | (typeof WATCH_HARMS)[number];

const status = (code: number, reason: string, retryAfterSeconds?: number) =>
  JSON.stringify({
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message: `provoked: ${reason}`,
    reason,
    code,
    ...(retryAfterSeconds ? { details: { retryAfterSeconds } } : {}),
  });
const page = '<html><body>Something in between</body></html>';

/** Numbers that look random, the same for the same seed. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Stands between a client and a real API server, forwards as its
 * administrator, and does harm to a part of the requests.
 */
export class FaultyApi {
  /** How often each harm was done. */
  readonly done = new Map<Harm, number>();
  /** Of all requests, 0 to 1. */
  rate = 0;
  private readonly server = http.createServer((request, response) => {
    this.serve(request, response).catch(() => response.destroy());
  });
  private readonly target: URL;
  private readonly options: https.RequestOptions = {};
  private readonly random: () => number;

  constructor(private readonly kubeconfig: string, seed: number) {
    const config = new KubeConfig();
    config.loadFromFile(this.kubeconfig);
    this.target = new URL(config.getCurrentCluster()!.server);
    this.random = numbers(seed);
  }

  /** The config of a client that goes through it. */
  async start(): Promise<KubeConfig> {
    const config = new KubeConfig();
    config.loadFromFile(this.kubeconfig);
    await config.applyToHTTPSOptions(this.options);
    this.server.listen(0, '127.0.0.1');
    await new Promise(resolve => this.server.once('listening', resolve));
    const { port } = this.server.address() as AddressInfo;
    const through = new KubeConfig();
    through.loadFromClusterAndUser(
      {
        name: 'faulty',
        server: `http://127.0.0.1:${port}`,
        skipTLSVerify: true,
      },
      { name: 'nobody' },
    );
    return through;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  /** One after the other, so that none is left out. */
  private next<T extends Harm>(from: readonly T[]): T {
    const times = from.map(harm => this.done.get(harm) ?? 0);
    const harm = from[times.indexOf(Math.min(...times))];
    this.done.set(harm, (this.done.get(harm) ?? 0) + 1);
    return harm;
  }

  private async serve(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const harm = this.random() < this.rate ? this.next(HARMS) : undefined;
    const answer = (code: number, type: string, body: string) => {
      request.resume();
      response.writeHead(code, { 'Content-Type': type }).end(body);
    };
    switch (harm) {
      case 'lost-request':
        response.destroy();
        return;
      case 'busy':
        answer(429, 'application/json', status(429, 'TooManyRequests', 1));
        return;
      case 'broken':
        answer(500, 'application/json', status(500, 'InternalError'));
        return;
      case 'gateway':
        answer(502, 'text/html', page);
        return;
      case 'not-here':
        answer(404, 'text/html', page);
        return;
      case 'sign-in':
        answer(200, 'text/html', page);
        return;
      case 'slow':
        await wait(300);
        break;
      default:
    }
    await this.forward(request, response, harm === 'lost-answer');
  }

  private async forward(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    isLost: boolean,
  ): Promise<void> {
    const { host: _, ...headers } = request.headers;
    const isWatch = /[?&]watch=true/.test(request.url ?? '');
    const upstream = https.request(new URL(request.url ?? '/', this.target), {
      ...this.options,
      method: request.method,
      headers,
    });
    response.on('close', () => upstream.destroy());
    upstream.on('error', () => response.destroy());
    upstream.on('response', answer => {
      if (isLost) {
        // It was done; nobody learns so.
        response.destroy();
        return;
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      response.flushHeaders(); // A watch may have nothing to tell for long.
      answer.on('error', () => response.destroy());
      answer.pipe(response, { end: true });
      if (isWatch && answer.statusCode === 200 && this.rate > 0) {
        this.harmWatch(response);
      }
    });
    request.pipe(upstream);
  }

  private harmWatch(response: http.ServerResponse): void {
    const harm = this.next(WATCH_HARMS);
    setTimeout(() => {
      if (harm === 'expired') {
        const object = JSON.parse(status(410, 'Expired'));
        response.write(`${JSON.stringify({ type: 'ERROR', object })}\n`);
      } else if (harm === 'garbage') {
        response.write('{"type":"MODIFIED","object":\n');
      }
      response.destroy();
    }, 50 + this.random() * 400).unref();
  }
}
