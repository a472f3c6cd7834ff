'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs/promises');
const path = require('node:path');

// Node.js can read X.509 certificates but not make them; for one of a single
// kind (self-signed, P-256, one name and one address) this is all it takes.
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_ID = 0x06;
const UTF8_STRING = 0x0c;
const SEQUENCE = 0x30;
const SET = 0x31;
const GENERALIZED_TIME = 0x18;

const ECDSA_WITH_SHA256 = '2a8648ce3d040302';
const COMMON_NAME = '550403';
const SUBJECT_ALT_NAME = '551d11';
const VALID_YEARS = 10;

function der(tag, ...parts) {
  const body = Buffer.concat(parts);
  const size = [];
  for (let n = body.length; n > 0; n = n >> 8) {
    size.unshift(n & 255);
  }
  const length =
    body.length < 128 ? [body.length] : [0x80 | size.length, ...size];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const oid = hex => der(OBJECT_ID, Buffer.from(hex, 'hex'));
const bits = bytes => der(BIT_STRING, Buffer.from([0]), bytes);
const time = date =>
  der(
    GENERALIZED_TIME,
    Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')),
  );

function selfSigned(name, keys) {
  const serial = crypto.randomBytes(16);
  serial[0] = (serial[0] & 0x7f) | 0x40; // Positive and of full length.
  const from = new Date(Date.now() - 3600000);
  const until = new Date(from);
  until.setFullYear(until.getFullYear() + VALID_YEARS);
  const algorithm = der(SEQUENCE, oid(ECDSA_WITH_SHA256));
  const subject = der(
    SEQUENCE,
    der(
      SET,
      der(SEQUENCE, oid(COMMON_NAME), der(UTF8_STRING, Buffer.from(name))),
    ),
  );
  const alternatives = der(
    SEQUENCE,
    der(0x82, Buffer.from('localhost')),
    der(0x87, Buffer.from([127, 0, 0, 1])),
  );
  const body = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, serial),
    algorithm,
    subject,
    der(SEQUENCE, time(from), time(until)),
    subject,
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      der(
        SEQUENCE,
        der(SEQUENCE, oid(SUBJECT_ALT_NAME), der(OCTET_STRING, alternatives)),
      ),
    ),
  );
  const signature = crypto.sign('sha256', body, keys.privateKey);
  const base64 = der(SEQUENCE, body, algorithm, bits(signature)).toString(
    'base64',
  );
  const lines = base64.match(/.{1,64}/g).join('\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

/** Makes a key and a certificate for --name in --folder. */
async function makeCertificate(options) {
  const keys = crypto.generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  await fs.mkdir(options.folder, { recursive: true, mode: 0o700 });
  await fs.writeFile(
    path.join(options.folder, 'server.key'),
    keys.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    { mode: 0o600 },
  );
  await fs.writeFile(
    path.join(options.folder, 'server.crt'),
    selfSigned(options.name, keys),
  );
}

module.exports = { makeCertificate };
