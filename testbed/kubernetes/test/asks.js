// @ts-check
'use strict';

const fs = require('node:fs');
const https = require('node:https');

/**
 * @param {{ apiVersion: string, kind: string, metadata: { name: string } }} object
 * @param {string} namespace
 */
function pathOf({ apiVersion, kind, metadata }, namespace) {
  const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : '/api/v1';
  return `${base}/namespaces/${namespace}/${kind.toLowerCase()}s/${
    metadata.name
  }`;
}

/**
 * Asks the API server itself, as somebody: its own words are what counts.
 * @param {import('..').Cluster} cluster @param {string} [kubeconfig]
 * @returns {(method: string, path: string, body?: object, type?: string) => Promise<{ status: number, body: any }>}
 */
function client(cluster, kubeconfig = cluster.kubeconfig) {
  const config = JSON.parse(fs.readFileSync(kubeconfig, 'utf8'));
  const text = (/** @type {string} */ data) => Buffer.from(data, 'base64');
  const { user } = config.users[0];
  const trust = {
    ca: text(config.clusters[0].cluster['certificate-authority-data']),
    cert: text(user['client-certificate-data']),
    key: text(user['client-key-data']),
  };
  return (method, path, body, type = 'application/json') =>
    new Promise((resolve, reject) => {
      const request = https.request(
        `${cluster.server}${path}`,
        {
          method,
          ...trust,
          headers: { 'content-type': type },
          signal: AbortSignal.timeout(30_000),
        },
        response => {
          let said = '';
          response.setEncoding('utf8');
          response.on('data', chunk => (said += chunk));
          response.once('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              body: JSON.parse(said),
            }),
          );
        },
      );
      request.once('error', reject);
      request.end(body && JSON.stringify(body));
    });
}

module.exports = { pathOf, client };
