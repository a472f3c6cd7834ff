import { mockServices } from '@backstage/backend-test-utils';
import { TenantRecord } from '@dbaas-portal/plugin-dbaas-common';
import {
  KUBERNETES_LABELS,
  kubernetesStep,
  Platform,
  Step,
} from '@dbaas-portal/plugin-dbaas-node';
import {
  describePlatform,
  fakeSpec,
} from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { createKubernetesPlatform } from '@dbaas-portal/plugin-dbaas-backend-module-kubernetes';
import { KubeConfig } from '@kubernetes/client-node';
import fs from 'node:fs/promises';
import path from 'node:path';
// The test bed is plain files, no package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  cloudNativePgObstacle,
  Cluster,
  definitionsOf,
  startCluster,
} from '../../kubernetes';
import {
  ACCOUNT,
  PORTAL,
  shippedRights,
  TENANTS,
} from './__testUtils__/shippedRights';

const LOCATION = 'test';
const TENANT = 'shop';
const why = cloudNativePgObstacle('api');

jest.setTimeout(300_000);

const tenant = (name: string): TenantRecord => ({
  revision: 1,
  spec: {
    name,
    displayName: name,
    owner: 'group:default/test',
    members: [],
    quotas: { [LOCATION]: {} },
  },
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'user:default/test',
});

/** Everything is done as the account that is shipped, never as an administrator. */
(why ? describe.skip : describe)(
  `the rights that the portal is shipped with${why ? ` [needs: ${why}]` : ''}`,
  () => {
    let cluster: Cluster;
    let kubeConfig: KubeConfig;

    beforeAll(async () => {
      cluster = await startCluster({
        level: 'api',
        definitions: definitionsOf('cloudnative-pg'),
      });
      kubeConfig = await shippedRights(cluster);
    });
    afterAll(() => cluster?.stop());

    const makePlatform = (): Platform =>
      createKubernetesPlatform({
        clusters: [{ id: LOCATION, kubeConfig, reach: 'direct' }],
        policy: {
          ...TENANTS,
          podSecurity: 'baseline',
          operatorNamespaces: ['cnpg-system'],
          loadBalancers: 0,
        },
        logger: mockServices.logger.mock(),
      });

    async function withTenant(name: string): Promise<Platform> {
      const platform = makePlatform();
      const tenants = platform.tenants(LOCATION);
      if (!(await tenants.get(name))) {
        await tenants.put(name, tenant(name));
      }
      return platform;
    }

    describePlatform('kubernetes, with no more than that', async () => ({
      platform: await withTenant(fakeSpec({}).tenant),
      location: LOCATION,
      close: async () => {},
    }));

    it('suffice for a cluster of databases', async () => {
      const platform = await withTenant(TENANT);
      const uid = 'b0000000-0000-4000-8000-000000000002';
      const spec = fakeSpec({
        name: 'orders',
        tenant: TENANT,
        platform: 'kubernetes',
        location: LOCATION,
      });
      const record = {
        uid,
        revision: 1,
        spec,
        incarnation: 'i1',
        phase: 'active' as const,
        createdAt: '2026-01-01T00:00:00.000Z',
        createdBy: 'user:default/test',
      };
      const execute = (step: Step) =>
        platform.execute(step, {
          location: LOCATION,
          record,
          operationId: 'o1',
          signal: new AbortController().signal,
        });
      const about = { id: 'x', title: { en: 'x', zh: 'x' } };
      const target = {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'Cluster',
        name: 'orders-i1',
      };
      await platform.instances(LOCATION).put(uid, record);
      await platform
        .secrets(LOCATION)
        .put(uid, 'admin', { username: 'postgres', password: 'made here' });
      await execute(
        kubernetesStep.apply(about, [
          {
            apiVersion: target.apiVersion,
            kind: target.kind,
            metadata: {
              name: target.name,
              labels: { [KUBERNETES_LABELS.uid]: uid },
            },
            spec: { instances: 1, storage: { size: '1Gi' } },
          },
        ]),
      );
      await execute(kubernetesStep.patchStatus(about, target, { phase: 'x' }));
      await execute(kubernetesStep.annotate(about, target, { a: 'b' }));
      await execute(kubernetesStep.delete(about, [target]));
      await platform.secrets(LOCATION).deleteAll(uid);
      await platform.instances(LOCATION).delete(uid);
      const [status] = await platform.locations();
      expect(status).toMatchObject({
        reachable: { available: true },
        findings: [],
      });
      await platform.stop();
    });

    /** As the API server itself decides it. */
    async function may(attributes: object): Promise<boolean> {
      const file = path.join(cluster.folder, 'review.json');
      await fs.writeFile(
        file,
        JSON.stringify({
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SubjectAccessReview',
          spec: {
            user: ACCOUNT,
            groups: ['system:serviceaccounts', 'system:authenticated'],
            resourceAttributes: attributes,
          },
        }),
      );
      const said = await cluster.kubectl([
        'create',
        `--filename=${file}`,
        '--output=json',
      ]);
      return JSON.parse(said).status.allowed;
    }

    const secrets = { verb: 'get', resource: 'secrets' };

    it('let it read Secrets of tenants, and no others', async () => {
      await withTenant(TENANT);
      expect(await may({ ...secrets, namespace: TENANT })).toBe(true);
      for (const namespace of [PORTAL, 'kube-system', 'default', '']) {
        expect(await may({ ...secrets, namespace })).toBe(false);
      }
      expect(await may({ ...secrets, verb: 'list' })).toBe(false);
      expect(await may({ ...secrets, verb: 'watch' })).toBe(false);
    });

    it('let it read logs of tenants’ pods, and no others', async () => {
      await withTenant(TENANT);
      const logs = { verb: 'get', resource: 'pods', subresource: 'log' };
      expect(await may({ ...logs, namespace: TENANT })).toBe(true);
      for (const namespace of [PORTAL, 'kube-system', 'default', '']) {
        expect(await may({ ...logs, namespace })).toBe(false);
      }
    });

    it.each([
      ['start pods', { verb: 'create', resource: 'pods', namespace: TENANT }],
      [
        'enter pods',
        {
          verb: 'create',
          resource: 'pods',
          subresource: 'exec',
          namespace: TENANT,
        },
      ],
      [
        'change operators',
        { verb: 'patch', group: 'apps', resource: 'deployments' },
      ],
      [
        'change roles',
        {
          verb: 'update',
          group: 'rbac.authorization.k8s.io',
          resource: 'clusterroles',
        },
      ],
      [
        'bind roles to the whole cluster',
        {
          verb: 'create',
          group: 'rbac.authorization.k8s.io',
          resource: 'clusterrolebindings',
        },
      ],
      ['act as somebody else', { verb: 'impersonate', resource: 'users' }],
      [
        'make tokens',
        { verb: 'create', resource: 'serviceaccounts', subresource: 'token' },
      ],
      ['remove nodes', { verb: 'delete', resource: 'nodes' }],
    ])('do not let it %s', async (_, attributes) => {
      await withTenant(TENANT);
      expect(await may(attributes)).toBe(false);
    });

    it('let it bind no role but the one', async () => {
      await withTenant(TENANT);
      await expect(
        cluster.kubectl([
          'create',
          'rolebinding',
          'more',
          '--clusterrole=cluster-admin',
          `--serviceaccount=${PORTAL}:${PORTAL}`,
          `--namespace=${TENANT}`,
          `--as=${ACCOUNT}`,
        ]),
      ).rejects.toThrow(/forbidden/i);
    });
  },
);
