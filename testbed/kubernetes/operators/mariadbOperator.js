// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { cache } = require('../build');
const { MARIADB_OPERATOR } = require('../catalogue');
const { programImage } = require('../images');
const { obstacle } = require('../obstacles');
const { until } = require('../program');
const { hasMariadbImage, mariadbImage, NAME } = require('./mariadbImage');
const {
  DEPLOYMENTS,
  IMAGE,
  installation,
  NAMESPACE,
} = require('./mariadbOperatorObjects');
const { definitionsOf, hasOperatorFiles, manifestOf } = require('./modules');

const OPERATOR = 'mariadb-operator';
const READY_LIMIT = '300s';

/**
 * What is missing before its definitions can be served (level `api`), or it can
 * run and make databases (level `pods`).
 * @param {'api' | 'pods'} level
 */
function mariadbOperatorObstacle(level) {
  const isInPods = level === 'pods';
  const missing = obstacle(level, isInPods ? [OPERATOR] : []);
  if (missing) return missing;
  if (!hasOperatorFiles(OPERATOR)) return 'the definitions of mariadb-operator';
  return isInPods && !hasMariadbImage() ? 'the image of MariaDB' : undefined;
}

async function operatorImage() {
  const file = path.join(
    cache(),
    'images',
    `${OPERATOR}-${MARIADB_OPERATOR}.tar`,
  );
  if (fs.existsSync(file)) return file;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return programImage({
    file,
    program: OPERATOR,
    at: '/bin/mariadb-operator',
    names: [IMAGE],
    user: '65532:65532',
  });
}

/**
 * Installs the operator itself and waits until it answers.
 * @param {import('../index').Cluster} cluster
 * @param {{ images?: string[] }} [options] `images`: names under which MariaDB will be asked for
 */
async function installMariadbOperator(cluster, { images = [] } = {}) {
  for (const archive of [await operatorImage(), await mariadbImage()])
    await cluster.importImage(archive);
  for (const name of images) await cluster.tagImage(NAME, name);
  await cluster.applyDefinitions(definitionsOf(OPERATOR));
  await cluster.apply([manifestOf(OPERATOR)]);
  await cluster.apply(installation());
  for (const deployment of DEPLOYMENTS)
    await cluster.kubectl(
      [
        'rollout',
        'status',
        `--namespace=${NAMESPACE}`,
        `--timeout=${READY_LIMIT}`,
        `deployment/${deployment}`,
      ],
      { timeoutMs: 330_000 },
    );
  // Ready is one thing, being asked through its webhook another.
  await until(
    'the webhook of mariadb-operator answers',
    async () =>
      await cluster.apply(
        [
          {
            apiVersion: 'k8s.mariadb.com/v1alpha1',
            kind: 'MariaDB',
            metadata: { name: 'asked', namespace: 'default' },
            spec: { replicas: 1, storage: { size: '1Gi' } },
          },
        ],
        { dryRun: true },
      ),
    { timeoutMs: 120_000, everyMs: 500 },
  );
}

module.exports = { mariadbOperatorObstacle, installMariadbOperator, NAME };
