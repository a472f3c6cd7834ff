'use strict';

const crypto = require('node:crypto');

function hmac(key, text) {
  return crypto.createHmac('sha256', key).update(text).digest();
}

function attributes(message) {
  return Object.fromEntries(
    message.split(',').map(part => [part[0], part.slice(2)]),
  );
}

/** The client's side of SCRAM-SHA-256 (RFC 5802) without channel binding. */
class Scram {
  constructor(password) {
    this.password = password.normalize('NFKC');
    this.nonce = crypto.randomBytes(18).toString('base64');
  }

  first() {
    return `n,,n=,r=${this.nonce}`;
  }

  final(serverFirst) {
    const { r: nonce, s: salt, i: iterations } = attributes(serverFirst);
    if (!nonce.startsWith(this.nonce)) {
      throw new Error('the server answered to somebody else');
    }
    const salted = crypto.pbkdf2Sync(
      this.password,
      Buffer.from(salt, 'base64'),
      Number(iterations),
      32,
      'sha256',
    );
    const withoutProof = `c=biws,r=${nonce}`;
    const message = [`n=,r=${this.nonce}`, serverFirst, withoutProof].join(',');
    const key = hmac(salted, 'Client Key');
    const stored = crypto.createHash('sha256').update(key).digest();
    const proof = hmac(stored, message).map((byte, i) => byte ^ key[i]);
    this.signature = hmac(hmac(salted, 'Server Key'), message);
    return `${withoutProof},p=${Buffer.from(proof).toString('base64')}`;
  }

  /** Proves that the server knows the password, too. */
  verify(serverFinal) {
    const { v } = attributes(serverFinal);
    const signature = Buffer.from(v || '', 'base64');
    if (
      signature.length !== this.signature.length ||
      !crypto.timingSafeEqual(signature, this.signature)
    ) {
      throw new Error('the server does not know the password');
    }
  }
}

module.exports = { Scram };
