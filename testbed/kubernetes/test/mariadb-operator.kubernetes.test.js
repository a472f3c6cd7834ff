// @ts-check
'use strict';

const { afterAll, beforeAll, describe, expect, it } = require('@jest/globals');
const { startCluster, definitionsOf, mariadbOperatorObstacle } = require('..');
const { client, pathOf } = require('./asks');
const { loadMariadb, lost, mariadbSpecs } = require('./rendered');

const why = mariadbOperatorObstacle('api');

const NAMESPACE = 'shop';
const APPLY = 'application/apply-patch+yaml';
const MERGE = 'application/merge-patch+json';
const MANAGER = 'fieldManager=dbaas-portal';

(why ? describe.skip : describe)(
  `what the portal renders for mariadb-operator, before its real definitions${
    why ? ` [needs: ${why}]` : ''
  }`,
  () => {
    const { binding, context } = loadMariadb();
    const three = mariadbSpecs()[2].spec;
    /** @type {import('..').Cluster} */
    let cluster;
    /** @type {ReturnType<typeof client>} */
    let ask;

    beforeAll(async () => {
      cluster = await startCluster({
        definitions: definitionsOf('mariadb-operator'),
      });
      await cluster.apply([
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
      ]);
      ask = client(cluster);
    });
    afterAll(() => cluster?.stop());

    /** @param {any} object @param {string} [query] */
    const apply = (object, query = '') =>
      ask(
        'PATCH',
        `${pathOf(
          object,
          NAMESPACE,
        )}?${MANAGER}&fieldValidation=Strict${query}`,
        object,
        APPLY,
      );

    it.each(mariadbSpecs().map(each => [each.title, each.spec]))(
      'is taken whole: %s',
      async (_, spec) => {
        for (const object of binding.render(spec, context)) {
          const { status, body } = await apply(object, '&dryRun=All');
          expect({ status, message: body.message }).toEqual({ status: 201 });
          expect(lost(object, body)).toEqual([]);
        }
      },
    );

    it('takes what says how new members are filled', async () => {
      const object = loadMariadb().renderSeed(three, context);
      const { status, body } = await apply(object, '&dryRun=All');
      expect({ status, message: body.message }).toEqual({ status: 201 });
      expect(lost(object, body)).toEqual([]);
    });

    it('would be refused where the definition says otherwise', async () => {
      const [object] = binding.render(three, context);
      const refused = async (/** @type {object} */ change) => {
        const { status, body } = await apply(
          { ...object, spec: { ...object.spec, ...change } },
          '&dryRun=All',
        );
        return { status, message: body.message };
      };
      expect(await refused({ replicas: 'three' })).toEqual({
        status: 500,
        message: expect.stringContaining('.spec.replicas'),
      });
      expect(await refused({ typo: 1 })).toEqual({
        status: 500,
        message: expect.stringContaining('.spec.typo: field not declared'),
      });
      // A rule of the definition itself: galera wants an odd number.
      expect(
        await refused({ replicas: 2, galera: { enabled: true } }),
      ).toMatchObject({ status: 422 });
    });

    it('leaves to the operator whom the primary is handed over to', async () => {
      const [object] = binding.render(three, context);
      const at = pathOf(object, NAMESPACE);
      const patch = (
        /** @type {string} */ as,
        /** @type {number} */ podIndex,
      ) =>
        ask(
          'PATCH',
          `${at}?fieldManager=${as}&fieldValidation=Strict`,
          { spec: { replication: { primary: { podIndex } } } },
          MERGE,
        );
      expect((await apply(object)).status).toBe(201);
      expect((await patch('mariadb-operator', 1)).status).toBe(200);
      // The portal's switchover, and then a failover: neither is in the other's way.
      expect((await patch('dbaas-portal', 2)).status).toBe(200);
      expect((await patch('mariadb-operator', 0)).status).toBe(200);
      const again = await apply(object);
      expect({ status: again.status, message: again.body.message }).toEqual({
        status: 200,
      });
      expect(again.body.spec.replication.primary).toMatchObject({
        podIndex: 0,
        autoFailover: true,
      });
    });

    it('tells of a field that somebody else has changed', async () => {
      const [object] = binding.render(three, context);
      const at = pathOf(object, NAMESPACE);
      await ask(
        'PATCH',
        `${at}?fieldManager=somebody`,
        { spec: { image: 'mariadb:0' } },
        MERGE,
      );
      const { status, body } = await apply(object, '&dryRun=All');
      expect({ status, message: body.message }).toEqual({
        status: 409,
        message: expect.stringContaining('.spec.image'),
      });
    });

    it('can do what it does with the rights that it names, and no more', async () => {
      const user = 'portal';
      await cluster.apply([
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRole',
          metadata: { name: 'binding' },
          rules: binding.access.map((/** @type {any} */ rule) => ({
            apiGroups: [rule.group],
            resources: rule.resources,
            verbs: rule.verbs,
          })),
        },
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'RoleBinding',
          metadata: { name: 'binding', namespace: NAMESPACE },
          roleRef: {
            apiGroup: 'rbac.authorization.k8s.io',
            kind: 'ClusterRole',
            name: 'binding',
          },
          subjects: [
            {
              apiGroup: 'rbac.authorization.k8s.io',
              kind: 'User',
              name: user,
            },
          ],
        },
      ]);
      const portal = client(cluster, await cluster.kubeconfigFor(user));
      const query = `?${MANAGER}&dryRun=All`;
      for (const object of binding.render(
        { ...three, name: 'other' },
        context,
      )) {
        const at = pathOf(object, NAMESPACE);
        expect(
          (await portal('PATCH', `${at}${query}`, object, APPLY)).status,
        ).toBe(201);
        const elsewhere = at.replace(`/${NAMESPACE}/`, '/default/');
        expect(
          (await portal('PATCH', `${elsewhere}${query}`, object, APPLY)).status,
        ).toBe(403);
      }
      const base = `/api/v1/namespaces/${NAMESPACE}`;
      const volume = `${base}/persistentvolumeclaims/storage-orders-i1-0`;
      expect((await portal('DELETE', volume)).status).toBe(404);
      expect((await portal('GET', volume)).status).toBe(403);
      expect((await portal('GET', `${base}/secrets`)).status).toBe(403);
      expect((await portal('GET', '/api/v1/nodes')).status).toBe(403);
    });
  },
);
