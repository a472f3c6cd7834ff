// @ts-check
'use strict';

const { afterAll, beforeAll, describe, expect, it } = require('@jest/globals');
const crypto = require('node:crypto');
const {
  startCluster,
  obstacle,
  hasOperatorFiles,
  hasPostgresqlImage,
  installCloudNativePg,
} = require('..');
const { until } = require('../program');
const { load, specs } = require('./rendered');

const why =
  obstacle('pods', ['manager']) ??
  (hasOperatorFiles('cloudnative-pg')
    ? undefined
    : 'the definitions of cloudnative-pg') ??
  (hasPostgresqlImage() ? undefined : 'the image of PostgreSQL');

const NAMESPACE = 'shop';
const LIMIT_MS = 600_000;

(why ? describe.skip : describe)(
  `what the portal renders for CloudNativePG, run by the operator itself${
    why ? ` [needs: ${why}]` : ''
  }`,
  () => {
    const { binding, context, specOf } = load();
    const password = crypto.randomBytes(18).toString('hex');
    /** @type {import('..').Cluster} */
    let cluster;

    /** @param {string[]} args */
    const list = async args =>
      JSON.parse(
        await cluster.kubectl([
          'get',
          `--namespace=${NAMESPACE}`,
          '--output=json',
          ...args,
        ]),
      ).items;

    /** What the portal would know of the instance now. @param {any} spec */
    async function seen(spec) {
      const kinds = ['clusters.postgresql.cnpg.io', 'pods', 'services'];
      const lists = await Promise.all(kinds.map(kind => list([kind])));
      const now = new Date().toISOString();
      const resources = lists.flat().map((/** @type {any} */ resource) => ({
        resource,
        incarnation: context.incarnation,
        observedAt: now,
      }));
      return binding.observe(
        spec,
        { reachable: true, resources, probes: [] },
        { ...context, now },
      );
    }

    /** @param {any} spec */
    const untilGreen = spec =>
      until(
        `${spec.members} members are green`,
        async () => {
          const status = await seen(spec);
          return (
            status.health === 'green' &&
            status.members.length === spec.members &&
            status
          );
        },
        { timeoutMs: LIMIT_MS, everyMs: 500 },
      );

    /** @param {string} role @param {string} sql through the address that the portal owns */
    async function query(role, sql) {
      const service = JSON.parse(
        await cluster.kubectl([
          'get',
          'service',
          `--namespace=${NAMESPACE}`,
          '--output=json',
          `shop-db-dbaas-${role}`,
        ]),
      );
      const { Client } = require('pg');
      const client = new Client({
        host: service.spec.clusterIP,
        port: 5432,
        user: 'postgres',
        password,
        database: 'postgres',
        ssl: { rejectUnauthorized: false },
        connectionTimeoutMillis: 10_000,
        query_timeout: 30_000,
      });
      // A server that goes away while nobody asks it is no error of the test.
      client.on('error', () => {});
      await client.connect();
      try {
        return (await client.query(sql)).rows;
      } finally {
        await client.end();
      }
    }

    /** As the platform will: the portal's objects into the tenant's namespace. @param {any} spec */
    const apply = spec =>
      cluster.apply(binding.render(spec, context), { namespace: NAMESPACE });

    const [single] = specs();
    const one = { ...single.spec, version: '17', tls: true };
    const three = specOf({ ...one, topology: 'replication', members: 3 });

    beforeAll(async () => {
      cluster = await startCluster({ level: 'pods' });
      const [{ spec }] = binding.render(one, context);
      await installCloudNativePg(cluster, { images: [spec.imageName] });
      await cluster.apply([
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
        {
          apiVersion: 'v1',
          kind: 'Secret',
          type: 'kubernetes.io/basic-auth',
          metadata: { name: 'shop-db-dbaas-admin', namespace: NAMESPACE },
          stringData: { username: 'postgres', password },
        },
      ]);
    });

    afterAll(async () => {
      await cluster?.stop();
    });

    it.each(specs().map(each => [each.title, each.spec]))(
      'is accepted by its webhooks: %s',
      async (_, spec) => {
        await cluster.apply(binding.render(spec, context), {
          namespace: NAMESPACE,
          dryRun: true,
        });
      },
    );

    it('becomes a server that is green, and answers by the stable address', async () => {
      await apply(one);
      const status = await untilGreen(one);
      expect(status.members).toMatchObject([
        { name: 'shop-db-i1-1', role: 'primary', ready: true, node: 'node-1' },
      ]);
      expect(await query('rw', 'select pg_is_in_recovery() as r')).toEqual([
        { r: false },
      ]);
    });

    it('becomes three members with the row on all of them', async () => {
      await query('rw', 'create table if not exists rows (id int)');
      await query('rw', 'insert into rows select generate_series(1, 1000)');
      await apply(three);
      const status = await untilGreen(three);
      expect(
        status.members.map((/** @type {any} */ each) => each.role).sort(),
      ).toEqual(['primary', 'replica', 'replica']);
      await until(
        'the read-only address has every row',
        async () =>
          (await query('ro', 'select count(*)::int as n from rows'))[0].n ===
          1000,
        { timeoutMs: 60_000 },
      );
      expect(await query('ro', 'select pg_is_in_recovery() as r')).toEqual([
        { r: true },
      ]);
    });

    it('is gone whole when the portal deletes it', async () => {
      for (const { kind, metadata } of binding.render(three, context))
        await cluster.kubectl([
          'delete',
          `--namespace=${NAMESPACE}`,
          kind === 'Cluster' ? 'clusters.postgresql.cnpg.io' : 'service',
          metadata.name,
        ]);
      await until(
        'no pod and no claim is left',
        async () =>
          (await list(['pods'])).length === 0 &&
          (await list(['persistentvolumeclaims'])).length === 0,
        { timeoutMs: 180_000 },
      );
    });
  },
);
