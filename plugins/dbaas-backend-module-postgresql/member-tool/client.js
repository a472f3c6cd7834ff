'use strict';

const fs = require('node:fs');
const net = require('node:net');
const tls = require('node:tls');
const { Scram } = require('./scram');

const HOST = '127.0.0.1';
const PROTOCOL_3 = 196608;
const SSL_REQUEST = 80877103;
const SILENCE_MS = 60000;

/** User and password from a password file of libpq's form. */
function readPassfile(file) {
  const fields = [''];
  for (
    let i = 0, line = fs.readFileSync(file, 'utf8').trim();
    i < line.length;
    i++
  ) {
    if (line[i] === '\\') {
      fields[fields.length - 1] += line[++i];
    } else if (line[i] === ':') {
      fields.push('');
    } else {
      fields[fields.length - 1] += line[i];
    }
  }
  return { user: fields[3], password: fields[4] };
}

function text(buffer, start) {
  const end = buffer.indexOf(0, start);
  return buffer.toString('utf8', start, end < 0 ? buffer.length : end);
}

function errorOf(body) {
  const fields = {};
  for (let i = 0; body[i]; ) {
    const value = text(body, i + 1);
    fields[String.fromCharCode(body[i])] = value;
    i += 2 + Buffer.byteLength(value);
  }
  return new Error(`${fields.M || 'unknown error'} (${fields.C})`);
}

/** A connection to a server for replication, with simple queries only. */
class Client {
  constructor(socket) {
    this.attach(socket);
  }

  attach(socket) {
    this.socket = socket;
    socket.setTimeout(SILENCE_MS, () =>
      socket.destroy(new Error('the server is silent')),
    );
    this.chunks = socket[Symbol.asyncIterator]();
    this.rest = Buffer.alloc(0);
  }

  async take(length) {
    const parts = [this.rest];
    let have = this.rest.length;
    while (have < length) {
      const { value, done } = await this.chunks.next();
      if (done) {
        throw new Error('the server closed the connection');
      }
      parts.push(value);
      have += value.length;
    }
    const whole = parts.length === 1 ? parts[0] : Buffer.concat(parts, have);
    this.rest = whole.subarray(length);
    return whole.subarray(0, length);
  }

  /** The next message; errors of the server are thrown, notices passed over. */
  async message() {
    for (;;) {
      const head = await this.take(5);
      const type = String.fromCharCode(head[0]);
      const body = await this.take(head.readUInt32BE(1) - 4);
      if (type === 'E') {
        throw errorOf(body);
      }
      if (type !== 'N' && type !== 'S') {
        return { type, body };
      }
    }
  }

  send(type, ...parts) {
    const body = Buffer.concat(
      parts.map(p => (typeof p === 'string' ? Buffer.from(`${p}\0`) : p)),
    );
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length + 4);
    this.socket.write(Buffer.concat([Buffer.from(type), length, body]));
  }

  async authenticate(password) {
    const scram = new Scram(password);
    for (;;) {
      const { type, body } = await this.message();
      if (type === 'Z') {
        return;
      }
      if (type !== 'R') {
        continue;
      }
      const kind = body.readUInt32BE(0);
      if (kind === 10) {
        const first = Buffer.from(scram.first());
        const length = Buffer.alloc(4);
        length.writeUInt32BE(first.length);
        this.send('p', 'SCRAM-SHA-256', length, first);
      } else if (kind === 11) {
        this.send('p', Buffer.from(scram.final(body.toString('utf8', 4))));
      } else if (kind === 12) {
        scram.verify(body.toString('utf8', 4));
      } else if (kind !== 0) {
        throw new Error(
          `the server asks for another kind of password: ${kind}`,
        );
      }
    }
  }

  /** Rows of texts of one simple query. */
  async query(statement) {
    this.send('Q', statement);
    const rows = [];
    for (;;) {
      const { type, body } = await this.message();
      if (type === 'Z') {
        return rows;
      }
      if (type === 'D') {
        const row = [];
        for (let i = 2; row.length < body.readUInt16BE(0); ) {
          const length = body.readInt32BE(i);
          row.push(
            length < 0 ? null : body.toString('utf8', i + 4, i + 4 + length),
          );
          i += 4 + Math.max(0, length);
        }
        rows.push(row);
      }
    }
  }

  close() {
    this.send('X');
    this.socket.end();
  }
}

async function overTls(socket, ca) {
  const request = Buffer.alloc(8);
  request.writeUInt32BE(8, 0);
  request.writeUInt32BE(SSL_REQUEST, 4);
  // Not through the iterator: ending it would destroy the socket.
  const answer = await new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('data', resolve);
    socket.write(request);
  });
  if (answer.toString() !== 'S') {
    throw new Error('the server does not speak TLS');
  }
  socket.pause();
  return tls.connect({ socket, host: HOST, ca: fs.readFileSync(ca) });
}

/** Opens a physical replication connection on the loopback address. */
async function connect(options) {
  const { user, password } = readPassfile(options.passfile);
  let socket = net.connect({ host: HOST, port: Number(options.port) });
  if (options.ca) {
    socket = await overTls(socket, options.ca);
  }
  const client = new Client(socket);
  const version = Buffer.alloc(4);
  version.writeUInt32BE(PROTOCOL_3);
  client.send(
    '',
    version,
    'user',
    user,
    'replication',
    'true',
    Buffer.alloc(1),
  );
  await client.authenticate(password);
  return client;
}

module.exports = { connect, text };
