'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { connect, text } = require('./client');
const { TarUnpacker } = require('./tar');

/**
 * Copies a running primary over the replication protocol, log included, into
 * --data, which must be empty.
 */
async function baseBackup(options) {
  const client = await connect(options);
  client.send(
    'Q',
    "BASE_BACKUP (LABEL 'dbaas', CHECKPOINT 'fast', WAL true, MANIFEST 'no')",
  );
  let unpacker;
  let archives = 0;
  for (;;) {
    const { type, body } = await client.message();
    if (type === 'Z') {
      break;
    }
    if (type !== 'd') {
      continue;
    }
    const kind = String.fromCharCode(body[0]);
    if (kind === 'n') {
      const name = text(body, 1);
      if (text(body, 2 + Buffer.byteLength(name)) !== '') {
        throw new Error('the primary has tablespaces, which cannot be copied');
      }
      archives++;
      unpacker = new TarUnpacker(options.data);
    } else if (kind === 'd') {
      await unpacker.write(body.subarray(1));
    }
  }
  client.close();
  if (archives !== 1) {
    throw new Error('the primary sent no copy of its data');
  }
  await unpacker.end();
  await fs.access(path.join(options.data, 'global', 'pg_control'));
}

module.exports = { baseBackup };
