// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { cache } = require('../build');
const { CLOUDNATIVE_PG } = require('../catalogue');
const { architecture, programImage } = require('../images');
const { obstacle } = require('../obstacles');
const { until } = require('../program');
const { hasOperatorFiles, manifestOf } = require('./modules');
const {
  hasPostgresqlImage,
  postgresqlImage,
  NAME,
} = require('./postgresqlImage');

const OPERATOR = `ghcr.io/cloudnative-pg/cloudnative-pg:${CLOUDNATIVE_PG}`;
const NAMESPACE = 'cnpg-system';
const READY_LIMIT = '300s';

/**
 * What is missing before its definitions can be served (level `api`), or it can
 * run and make databases (level `pods`).
 * @param {'api' | 'pods'} level
 */
function cloudNativePgObstacle(level) {
  const isInPods = level === 'pods';
  const missing = obstacle(level, isInPods ? ['manager'] : []);
  if (missing) return missing;
  if (!hasOperatorFiles('cloudnative-pg'))
    return 'the definitions of cloudnative-pg';
  return isInPods && !hasPostgresqlImage()
    ? 'the image of PostgreSQL'
    : undefined;
}

async function operatorImage() {
  const file = path.join(
    cache(),
    'images',
    `cloudnative-pg-${CLOUDNATIVE_PG}.tar`,
  );
  if (fs.existsSync(file)) return file;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const program = `/operator/manager_${architecture}`;
  return programImage({
    file,
    program: 'manager',
    at: program,
    names: [OPERATOR],
    links: { manager: program },
    user: '65532:65532',
  });
}

/**
 * Installs the operator itself, as its release has it, and waits until it answers.
 * @param {import('../index').Cluster} cluster
 * @param {{ images?: string[] }} [options] `images`: names under which PostgreSQL will be asked for
 */
async function installCloudNativePg(cluster, { images = [] } = {}) {
  for (const archive of [await operatorImage(), await postgresqlImage()])
    await cluster.importImage(archive);
  for (const name of images) await cluster.tagImage(NAME, name);
  // There is no registry to ask: what the nodes have is what there is.
  const manifest = fs
    .readFileSync(manifestOf('cloudnative-pg'), 'utf8')
    .replaceAll('imagePullPolicy: Always', 'imagePullPolicy: Never');
  const file = path.join(cluster.folder, 'cloudnative-pg.yaml');
  fs.writeFileSync(file, manifest);
  await cluster.apply([file], { timeoutMs: 300_000 });
  await cluster.kubectl(
    [
      'rollout',
      'status',
      `--namespace=${NAMESPACE}`,
      `--timeout=${READY_LIMIT}`,
      'deployment/cnpg-controller-manager',
    ],
    { timeoutMs: 330_000 },
  );
  // Ready is one thing, being asked through its webhook another.
  await until(
    'the webhook of CloudNativePG answers',
    async () =>
      await cluster.apply(
        [
          {
            apiVersion: 'postgresql.cnpg.io/v1',
            kind: 'Cluster',
            metadata: { name: 'asked', namespace: 'default' },
            spec: { instances: 1, storage: { size: '1Gi' } },
          },
        ],
        { dryRun: true },
      ),
    { timeoutMs: 120_000, everyMs: 500 },
  );
}

module.exports = { cloudNativePgObstacle, installCloudNativePg, NAME };
