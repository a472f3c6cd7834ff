// Keeps a port of this machine while what stands behind it changes.
//   node forwarder.cjs TARGETS-FILE PORT [UID GID]
// The file holds {"targets": [port, ...]} and is followed. It runs apart from
// the backend, so that connections outlive a kill of the backend.
'use strict';

const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');

const [file, port, uid, gid] = process.argv.slice(2);
if (uid !== undefined) {
  process.setgroups([Number(gid)]);
  process.setgid(Number(gid));
  process.setuid(Number(uid));
}

/** @type {number[]} */
let targets = [];
/** @type {Map<number, Set<net.Socket>>} */
const clients = new Map();
let turn = 0;
let missing = 0;

function readTargets() {
  let next;
  try {
    next = JSON.parse(fs.readFileSync(file, 'utf8')).targets;
  } catch {
    missing += 1;
    if (missing > 30) {
      process.exit(0); // The instance was deleted and nobody ended this.
    }
    return; // What was known stays.
  }
  missing = 0;
  if (!Array.isArray(next)) {
    return;
  }
  targets = next.filter(Number.isInteger);
  for (const [target, sockets] of clients) {
    if (!targets.includes(target)) {
      for (const socket of sockets) {
        socket.destroy();
      }
    }
  }
}

/** @param {net.Socket} client @param {number[]} order */
function connect(client, order) {
  const [target, ...others] = order;
  if (target === undefined) {
    client.destroy();
    return;
  }
  const server = net.connect({
    host: '127.0.0.1',
    port: target,
    allowHalfOpen: true,
    noDelay: true,
  });
  let connected = false;
  const sockets = clients.get(target) ?? new Set();
  clients.set(target, sockets.add(client));
  const end = () => {
    sockets.delete(client);
    server.destroy();
    client.destroy();
  };
  server.once('connect', () => {
    connected = true;
    client.pipe(server);
    server.pipe(client);
  });
  server.once('error', () => {
    if (connected || client.destroyed) {
      end();
      return;
    }
    sockets.delete(client);
    client.removeListener('close', end);
    connect(client, others);
  });
  server.once('close', () => connected && end());
  client.once('close', end);
}

const listener = net.createServer(
  { allowHalfOpen: true, noDelay: true, pauseOnConnect: true },
  client => {
    client.on('error', () => {}); // 'close' follows and cleans up.
    const first = targets.length > 0 ? turn++ % targets.length : 0;
    connect(client, [...targets.slice(first), ...targets.slice(0, first)]);
  },
);
listener.on('error', error => {
  process.stderr.write(`cannot listen on port ${port}: ${error.message}\n`);
  process.exit(1);
});

readTargets();
try {
  // The file is replaced as a whole, so its folder is what to look at.
  const folder = fs.watch(path.dirname(file), (_, name) => {
    if (name === null || name === path.basename(file)) {
      readTargets();
    }
  });
  folder.on('error', () => {}); // Removed: the slower way below remains.
} catch (error) {
  process.stderr.write(`no notifications of files here: ${error.message}\n`);
}
setInterval(readTargets, 2000).unref();
process.on('SIGTERM', () => process.exit(0));
listener.listen({ host: '127.0.0.1', port: Number(port) });
