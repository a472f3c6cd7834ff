// @ts-check
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { run } = require('../../tools/launcher/processes');

/** A cluster of a test lives for hours; a forgotten key of one is worth nothing soon. */
const DAYS = '3';

/** @param {string[]} args */
async function openssl(args) {
  const result = await run('openssl', args, { timeoutMs: 30_000 });
  if (!result.ok)
    throw new Error(
      `openssl ${args[0]}: ${result.error?.message ?? result.output.trim()}`,
    );
}

/**
 * A certificate authority in a folder, and what it signs. Keys are made at run
 * time and go with the folder.
 */
class Authority {
  /** @param {string} folder @param {string} [name] */
  constructor(folder, name = 'ca') {
    this.folder = folder;
    this.name = name;
  }

  /** @param {string} name @param {'crt' | 'key'} kind */
  file(name, kind) {
    return path.join(this.folder, `${name}.${kind}`);
  }

  get certificate() {
    return this.file(this.name, 'crt');
  }

  #newKey(/** @type {string} */ name) {
    return [
      'req',
      '-x509',
      '-nodes',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-days',
      DAYS,
      '-keyout',
      this.file(name, 'key'),
      '-out',
      this.file(name, 'crt'),
    ];
  }

  async create() {
    fs.mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    await openssl([
      ...this.#newKey(this.name),
      '-subj',
      `/CN=dbaas-testbed-${this.name}`,
      '-addext',
      'keyUsage=critical,keyCertSign,cRLSign',
    ]);
    return this;
  }

  /**
   * @param {string} name of the files
   * @param {{ user: string, groups?: string[], hosts?: string[] }} subject `hosts`: for servers, names and addresses
   */
  async sign(name, { user, groups = [], hosts = [] }) {
    const alternatives = hosts.map(host =>
      /^[\d.]+$/.test(host) ? `IP:${host}` : `DNS:${host}`,
    );
    // A slash would begin another part of the subject.
    const escape = (/** @type {string} */ text) =>
      text.replace(/[\\/+]/g, '\\$&');
    await openssl([
      ...this.#newKey(name),
      '-CA',
      this.certificate,
      '-CAkey',
      this.file(this.name, 'key'),
      '-subj',
      `${groups.map(group => `/O=${escape(group)}`).join('')}/CN=${escape(
        user,
      )}`,
      '-addext',
      'basicConstraints=critical,CA:FALSE',
      '-addext',
      'keyUsage=critical,digitalSignature',
      '-addext',
      `extendedKeyUsage=${
        hosts.length > 0 ? 'serverAuth,clientAuth' : 'clientAuth'
      }`,
      ...(alternatives.length > 0
        ? ['-addext', `subjectAltName=${alternatives.join(',')}`]
        : []),
    ]);
    return { certificate: this.file(name, 'crt'), key: this.file(name, 'key') };
  }
}

/** The keys with which tokens of service accounts are signed and checked. @param {string} folder */
function serviceAccountKeys(folder) {
  const { publicKey, privateKey } = crypto.generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
  });
  const files = {
    public: path.join(folder, 'service-accounts.pub'),
    private: path.join(folder, 'service-accounts.key'),
  };
  fs.writeFileSync(files.public, publicKey);
  fs.writeFileSync(files.private, privateKey, { mode: 0o600 });
  return files;
}

/**
 * Writes a kubeconfig: JSON, which is YAML as well.
 * @param {string} file
 * @param {{ server: string, ca: string, user: { certificate: string, key: string } | { token: string } }} options
 */
function writeKubeconfig(file, { server, ca, user }) {
  const base64 = (/** @type {string} */ of) =>
    fs.readFileSync(of).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'testbed',
        cluster: { server, 'certificate-authority-data': base64(ca) },
      },
    ],
    users: [
      {
        name: 'testbed',
        user:
          'token' in user
            ? { token: user.token }
            : {
                'client-certificate-data': base64(user.certificate),
                'client-key-data': base64(user.key),
              },
      },
    ],
    contexts: [
      { name: 'testbed', context: { cluster: 'testbed', user: 'testbed' } },
    ],
    'current-context': 'testbed',
  };
  fs.writeFileSync(file, JSON.stringify(config, null, 2), { mode: 0o600 });
  return file;
}

module.exports = { Authority, serviceAccountKeys, writeKubeconfig };
