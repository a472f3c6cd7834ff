'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { connect } = require('./client');

// From the control file, the same in versions 15 to 18.
const STATE_AT = 16;
const CHECKPOINT_AT = 32;
const SHUT_DOWN = 1;

const PATIENCE_MS = 30000;

function position(lsn) {
  const [high, low] = lsn.split('/').map(part => BigInt(`0x${part}`));
  return high * 0x100000000n + low;
}

/**
 * Proves that a switchover loses nothing, before it cannot go back: the old
 * primary (--data) was shut down in order, and the server at --port has its
 * log up to and with the checkpoint that its shutdown wrote last.
 */
async function verifyHandover(options) {
  const control = await fs.readFile(
    path.join(options.data, 'global', 'pg_control'),
  );
  if (control.readUInt32LE(STATE_AT) !== SHUT_DOWN) {
    throw new Error('the old primary was not shut down in order');
  }
  const last = control.readBigUInt64LE(CHECKPOINT_AT);
  const client = await connect(options);
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const [[systemId, , received]] = await client.query('IDENTIFY_SYSTEM');
    if (BigInt(systemId) !== control.readBigUInt64LE(0)) {
      throw new Error('the two servers do not belong together');
    }
    if (position(received) > last) {
      client.close();
      return;
    }
    if (Date.now() > until) {
      throw new Error(
        `the replica lacks the end of the log: it has ${received}`,
      );
    }
    await sleep(100);
  }
}

module.exports = { verifyHandover };
