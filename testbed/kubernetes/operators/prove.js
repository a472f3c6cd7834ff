// @ts-check
'use strict';

const { Failure, line, step } = require('../../../tools/launcher/say');
const { onStop } = require('../../../tools/launcher/processes');
const { startCluster } = require('../cluster');
const { until } = require('../program');
const { STORAGE_CLASS } = require('../storage');
const { installCloudNativePg, NAME } = require('./cloudnativePg');
const { MAJOR } = require('./postgresqlImage');

const NAMESPACE = 'shop';
const CLUSTER = 'proof';
const LIMIT_MS = 600_000;

/** @param {number} instances @param {string} image */
const wanted = (instances, image) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: CLUSTER, namespace: NAMESPACE },
  spec: {
    instances,
    imageName: image,
    storage: { size: '1Gi', storageClass: STORAGE_CLASS },
    affinity: { enablePodAntiAffinity: false },
    bootstrap: { initdb: { database: 'shop', owner: 'shop' } },
    resources: {
      requests: { cpu: '50m', memory: '128Mi' },
      limits: { memory: '256Mi' },
    },
  },
});

/** @param {import('../cluster').Cluster} cluster */
async function statusOf(cluster) {
  const found = await cluster.api.call(
    'GET',
    `/apis/postgresql.cnpg.io/v1/namespaces/${NAMESPACE}/clusters/${CLUSTER}`,
  );
  return found.status ?? {};
}

/**
 * As a client sees it: a statement through psql in the pod of a member.
 * @param {import('../cluster').Cluster} cluster @param {string} pod @param {string} sql
 */
async function query(cluster, pod, sql) {
  const said = await cluster.kubectl([
    'exec',
    `--namespace=${NAMESPACE}`,
    pod,
    '--container=postgres',
    '--',
    'psql',
    '--no-psqlrc',
    '--tuples-only',
    '--no-align',
    '--command',
    sql,
    'shop',
  ]);
  return said
    .split('\n')
    .filter(text => text && !/^Defaulted container/.test(text))
    .join('\n')
    .trim();
}

/** @param {import('../cluster').Cluster} cluster @param {number} instances */
async function untilHealthy(cluster, instances) {
  return until(
    `PostgreSQL of ${instances} is healthy`,
    async () => {
      const status = await statusOf(cluster);
      return (
        status.phase === 'Cluster in healthy state' &&
        status.readyInstances === instances &&
        status
      );
    },
    { timeoutMs: LIMIT_MS, everyMs: 500 },
  );
}

/**
 * The operator itself brings a PostgreSQL up, of one member and then of three;
 * a row that was written to the one is read from all; the primary is lost, and
 * another takes over with all rows.
 */
async function proveCloudNativePg() {
  /** @type {[string, number][]} */
  const figures = [];
  /** @template T @param {string} title @param {() => Promise<T>} work */
  const measured = async (title, work) => {
    const at = step(title);
    const began = Date.now();
    try {
      const result = await work();
      figures.push([title, (Date.now() - began) / 1000]);
      at.done();
      return result;
    } catch (error) {
      at.fail();
      throw error;
    }
  };
  const cluster = await measured('a cluster with a node', () =>
    startCluster({ level: 'pods' }),
  );
  onStop(() => cluster.stop());
  let proven = false;
  try {
    await measured('the operator with its webhooks', () =>
      installCloudNativePg(cluster),
    );
    await cluster.apply([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    ]);
    const image = NAME;
    await measured(`PostgreSQL ${MAJOR} of one member`, async () => {
      await cluster.apply([wanted(1, image)]);
      await untilHealthy(cluster, 1);
    });
    const first = (await statusOf(cluster)).currentPrimary;
    await query(
      cluster,
      first,
      'create table proof as select generate_series(1, 1000) as id',
    );
    await measured('two more members', async () => {
      await cluster.apply([wanted(3, image)]);
      await untilHealthy(cluster, 3);
    });
    const members = (await statusOf(cluster)).instanceNames;
    for (const member of members) {
      await until(
        `${member} has all rows`,
        async () =>
          (await query(cluster, member, 'select count(*) from proof')) ===
          '1000',
        { timeoutMs: 60_000 },
      );
    }
    const next = await measured(
      'another primary after the loss of it',
      async () => {
        await cluster.kubectl([
          'delete',
          'pod',
          `--namespace=${NAMESPACE}`,
          '--grace-period=0',
          '--force',
          first,
        ]);
        return until(
          'another member is the primary and writes',
          async () => {
            const { currentPrimary } = await statusOf(cluster);
            if (currentPrimary === first) return false;
            await query(
              cluster,
              currentPrimary,
              'insert into proof values (0)',
            );
            return currentPrimary;
          },
          { timeoutMs: LIMIT_MS },
        );
      },
    );
    const rows = await query(cluster, next, 'select count(*) from proof');
    if (rows !== '1001')
      throw new Failure(`1001 rows were written, ${rows} are there.`);
    await measured('three members again', () => untilHealthy(cluster, 3));
    await measured('all of it deleted', async () => {
      await cluster.kubectl(['delete', 'namespace', NAMESPACE, '--wait=true'], {
        timeoutMs: 300_000,
      });
      await until(
        'no volume is left',
        async () =>
          (
            await cluster.api.call('GET', '/api/v1/persistentvolumes')
          ).items.length === 0,
        { timeoutMs: 60_000 },
      );
    });
    proven = true;
  } finally {
    if (!proven) line(`the logs are kept in ${cluster.folder}/logs`);
    await cluster.stop(proven ? {} : { keep: true });
  }
  for (const [title, took] of figures)
    line(`${title.padEnd(44)} ${took.toFixed(1).padStart(7)} s`);
}

module.exports = { proveCloudNativePg };
