// @ts-check
'use strict';

const net = require('node:net');
const { Failure } = require('./say');

/** @param {number} port @param {string} [host] @returns {Promise<boolean>} */
const isFree = (port, host) =>
  new Promise(resolve => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });

/** A port that is free now. @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === 'object' && address ? address.port : 0),
      );
    });
  });

/**
 * Refuses to begin on a port that somebody else has.
 * @param {{ port: number, flag: string, what: string }[]} wanted
 */
async function requireFree(wanted) {
  for (const { port, flag, what } of wanted) {
    const free = (await isFree(port)) && (await isFree(port, '127.0.0.1'));
    if (!free) {
      const tell =
        process.platform === 'linux'
          ? `ss -ltnp 'sport = :${port}'`
          : `lsof -nP -iTCP:${port} -sTCP:LISTEN`;
      throw new Failure(
        `Port ${port}, where ${what} listens, is taken: stop the program that has it ("${tell}" names it) or choose another with ${flag} PORT.`,
      );
    }
  }
}

module.exports = { isFree, freePort, requireFree };
