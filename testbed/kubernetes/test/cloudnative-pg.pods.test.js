// @ts-check
'use strict';

const { afterAll, beforeAll, describe, it } = require('@jest/globals');
const {
  cloudNativePgObstacle,
  installCloudNativePg,
  startCluster,
} = require('..');
const { load, specs } = require('./rendered');

const why = cloudNativePgObstacle('pods');
const NAMESPACE = 'shop';

(why ? describe.skip : describe)(
  `what the portal renders for CloudNativePG, asked of its own webhooks${
    why ? ` [needs: ${why}]` : ''
  }`,
  () => {
    const { binding, context } = load();
    /** @type {import('..').Cluster} */
    let cluster;

    beforeAll(async () => {
      cluster = await startCluster({ level: 'pods' });
      await installCloudNativePg(cluster);
      await cluster.apply([
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
      ]);
    });
    afterAll(() => cluster?.stop());

    it.each(specs().map(each => [each.title, each.spec]))(
      'is accepted: %s',
      async (_, spec) => {
        await cluster.apply(binding.render(spec, context), {
          namespace: NAMESPACE,
          dryRun: true,
        });
      },
    );
  },
);
