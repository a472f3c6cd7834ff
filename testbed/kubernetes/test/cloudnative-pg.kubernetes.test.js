// @ts-check
'use strict';

const { afterAll, beforeAll, describe, expect, it } = require('@jest/globals');
const { startCluster, definitionsOf, cloudNativePgObstacle } = require('..');
const { client, pathOf } = require('./asks');
const { load, specs, lost } = require('./rendered');

const why = cloudNativePgObstacle('api');

const NAMESPACE = 'shop';
const APPLY = 'application/apply-patch+yaml';
const MERGE = 'application/merge-patch+json';

(why ? describe.skip : describe)(
  `what the portal renders for CloudNativePG, before its real definitions${
    why ? ` [needs: ${why}]` : ''
  }`,
  () => {
    const { binding, context, renderCluster } = load();
    /** @type {import('..').Cluster} */
    let cluster;
    /** @type {(kubeconfig?: string) => (method: string, path: string, body?: object, type?: string) => Promise<{ status: number, body: any }>} */
    let clientOf;

    beforeAll(async () => {
      cluster = await startCluster({
        definitions: definitionsOf('cloudnative-pg'),
      });
      await cluster.apply([
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
      ]);
      clientOf = kubeconfig => client(cluster, kubeconfig);
    });

    afterAll(async () => {
      await cluster?.stop();
    });

    /** @param {any} object @param {string} [query] */
    const apply = (object, query = '') =>
      clientOf()(
        'PATCH',
        `${pathOf(
          object,
          NAMESPACE,
        )}?fieldManager=dbaas-portal&fieldValidation=Strict${query}`,
        object,
        APPLY,
      );

    it.each(specs().map(each => [each.title, each.spec]))(
      'is taken whole: %s',
      async (_, spec) => {
        for (const object of binding.render(spec, context)) {
          const { status, body } = await apply(object, '&dryRun=All');
          expect({ status, message: body.message }).toEqual({ status: 201 });
          expect(lost(object, body)).toEqual([]);
        }
      },
    );

    it('would be refused where the definition says otherwise', async () => {
      const [object] = binding.render(specs()[0].spec, context);
      const refused = async (/** @type {object} */ change) => {
        const { status, body } = await apply(
          { ...object, spec: { ...object.spec, ...change } },
          '&dryRun=All',
        );
        return { status, message: body.message };
      };
      expect(await refused({ instances: 0 })).toEqual({
        status: 422,
        message: expect.stringContaining('spec.instances'),
      });
      // The API server itself calls that an error of its own, and names the field in it.
      expect(await refused({ typo: 1 })).toEqual({
        status: 500,
        message: expect.stringContaining('.spec.typo: field not declared'),
      });
    });

    it('takes what a move wants for a while, and keeps nothing of it', async () => {
      const { spec } = specs()[2];
      const during = renderCluster(spec, context, {
        members: 4,
        node: 'node-4',
        keepPods: true,
        paused: true,
      });
      const { status, body } = await apply(during);
      expect({ status, message: body.message }).toEqual({ status: 201 });
      expect(lost(during, body)).toEqual([]);
      const after = await apply(renderCluster(spec, context));
      expect(after.body.spec.instances).toBe(3);
      expect(after.body.spec.affinity.nodeAffinity).toBeUndefined();
      expect(after.body.metadata.annotations ?? {}).toEqual({});
      const removed = await clientOf()('DELETE', pathOf(during, NAMESPACE));
      expect(removed.status).toBe(200);
    });

    it('has status fields for the handing over that it patches', async () => {
      const [object] = binding.render(specs()[2].spec, context);
      expect((await apply(object)).status).toBe(201);
      const wanted = {
        targetPrimary: `${object.metadata.name}-2`,
        targetPrimaryTimestamp: context.now,
        phase: 'Switchover in progress',
        phaseReason: 'Switching over',
      };
      const { status, body } = await clientOf()(
        'PATCH',
        `${pathOf(object, NAMESPACE)}/status?fieldValidation=Strict`,
        { status: wanted },
        MERGE,
      );
      expect({ status, message: body.message }).toEqual({ status: 200 });
      expect(body.status).toMatchObject(wanted);
    });

    it('can do what it does with the rights that it names, and no more', async () => {
      const rules = binding.access.map((/** @type {any} */ rule) => ({
        apiGroups: [rule.group],
        resources: rule.resources,
        verbs: rule.verbs,
      }));
      const user = 'portal';
      await cluster.apply([
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRole',
          metadata: { name: 'binding' },
          rules,
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
      const ask = clientOf(await cluster.kubeconfigFor(user));
      const query = '?fieldManager=dbaas-portal&dryRun=All';
      for (const object of binding.render(specs()[2].spec, context)) {
        const at = pathOf(object, NAMESPACE);
        expect(
          (await ask('PATCH', `${at}${query}`, object, APPLY)).status,
        ).toBe(at.includes('clusters') ? 200 : 201);
        const other = at.replace(`/${NAMESPACE}/`, '/default/');
        expect(
          (await ask('PATCH', `${other}${query}`, object, APPLY)).status,
        ).toBe(403);
      }
      const secrets = `/api/v1/namespaces/${NAMESPACE}/secrets`;
      expect((await ask('GET', secrets)).status).toBe(403);
      expect((await ask('GET', '/api/v1/nodes')).status).toBe(403);
    });
  },
);
