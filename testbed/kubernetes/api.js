// @ts-check
'use strict';

const fs = require('node:fs');
const https = require('node:https');

/** The smallest client that the test bed itself needs; tests use what they test with. */
class Api {
  /** @param {{ server: string, ca: string, user: { certificate: string, key: string } }} options files */
  constructor({ server, ca, user }) {
    this.server = server;
    this.agent = new https.Agent({
      keepAlive: true,
      maxSockets: 8,
      ca: fs.readFileSync(ca),
      cert: fs.readFileSync(user.certificate),
      key: fs.readFileSync(user.key),
    });
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {{ body?: unknown, type?: string, timeoutMs?: number }} [options]
   * @returns {Promise<{ status: number, text: string }>}
   */
  request(
    method,
    path,
    { body, type = 'application/json', timeoutMs = 15_000 } = {},
  ) {
    return new Promise((resolve, reject) => {
      const request = https.request(
        `${this.server}${path}`,
        {
          method,
          agent: this.agent,
          headers: {
            accept: 'application/json',
            ...(body === undefined ? {} : { 'content-type': type }),
          },
          signal: AbortSignal.timeout(timeoutMs),
        },
        response => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', chunk => (text += chunk));
          response.once('error', reject);
          response.once('end', () =>
            resolve({ status: response.statusCode ?? 0, text }),
          );
        },
      );
      request.once('error', reject);
      request.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {{ body?: unknown, type?: string, accept?: number[] }} [options] `accept`: refusals that are no errors
   * @returns {Promise<any>} what the server answered, parsed
   */
  async call(method, path, { accept = [], ...options } = {}) {
    const { status, text } = await this.request(method, path, options);
    if (status >= 300 && !accept.includes(status))
      throw new Error(`${method} ${path}: ${status} ${messageOf(text)}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** Whether it takes requests. */
  async isReady() {
    return (await this.request('GET', '/readyz')).status === 200;
  }

  close() {
    this.agent.destroy();
  }
}

/** @param {string} text */
function messageOf(text) {
  try {
    return JSON.parse(text).message ?? text;
  } catch {
    return text.slice(0, 500);
  }
}

module.exports = { Api };
