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
// A binding is no part of what its package shows; its rules are what is meant.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { mariadbOperatorBinding } from '../../../plugins/dbaas-backend-module-mysql/src/engines/mariadb/bindings/mariadb-operator';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { cloudnativePgBinding } from '../../../plugins/dbaas-backend-module-postgresql/src/engines/postgresql/bindings/cloudnative-pg';
import { KubeConfig } from '@kubernetes/client-node';
// The test bed is plain files, no package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  cloudNativePgObstacle,
  Cluster,
  definitionsOf,
  startCluster,
} from '../../kubernetes';
import { eventually } from './__testUtils__/eventually';
import { LOCATION, recordOf, tenant } from './__testUtils__/records';
import {
  ACCOUNT,
  isAllowed,
  PORTAL,
  platformWith,
  Reach,
  shippedRights,
  TENANTS,
} from './__testUtils__/shippedRights';

const TENANT = 'shop';
const why = cloudNativePgObstacle('api');

jest.setTimeout(300_000);

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

    const makePlatform = (reach: Reach = 'direct') =>
      platformWith(kubeConfig, { reach, tenants: TENANTS });

    async function withTenant(name: string, reach?: Reach): Promise<Platform> {
      const platform = makePlatform(reach);
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
      const record = recordOf(uid, spec);
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
      const renderedAs = (size: string) => ({
        apiVersion: target.apiVersion,
        kind: target.kind,
        metadata: {
          name: target.name,
          labels: { [KUBERNETES_LABELS.uid]: uid },
        },
        spec: { instances: 1, storage: { size } },
      });
      await platform.instances(LOCATION).put(uid, record);
      await platform
        .secrets(LOCATION)
        .put(uid, 'admin', { username: 'postgres', password: 'made here' });
      await execute(kubernetesStep.apply(about, [renderedAs('1Gi')]));
      const owner = { uid, tenant: TENANT };
      const described = await platform.describe?.(LOCATION, owner, [
        renderedAs('1024Mi'),
      ]);
      expect(described?.unseen).toEqual([]);
      expect(described?.resources).toMatchObject([
        { kind: 'Secret', name: 'orders-dbaas-admin' },
        { kind: 'Cluster', difference: { state: 'unchanged' } },
      ]);
      await execute(kubernetesStep.patchStatus(about, target, { phase: 'x' }));
      await execute(kubernetesStep.annotate(about, target, { a: 'b' }));
      await execute(kubernetesStep.delete(about, [target]));
      expect(await platform.nodes?.(LOCATION)).toEqual([]);
      const storage = (name: string, allowVolumeExpansion: boolean) => [
        {
          apiVersion: 'storage.k8s.io/v1',
          kind: 'StorageClass',
          metadata: { name },
          provisioner: 'example.com/none',
          allowVolumeExpansion,
        },
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: {
            name,
            namespace: TENANT,
            labels: { [KUBERNETES_LABELS.uid]: uid },
          },
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: name,
            resources: { requests: { storage: '1Gi' } },
          },
        },
      ];
      const instance = { uid, tenant: TENANT };
      await cluster.apply(storage('elastic', true));
      expect(await platform.cannotGrow?.(LOCATION, instance)).toBeUndefined();
      await cluster.apply(storage('stiff', false));
      expect(await platform.cannotGrow?.(LOCATION, instance)).toMatchObject({
        code: 'storage-does-not-grow',
        params: { storageClass: 'stiff' },
      });
      await execute(
        kubernetesStep.delete(about, [
          { apiVersion: 'batch/v1', kind: 'Job', name: 'never-there' },
          { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'stiff' },
        ]),
      );
      await platform.secrets(LOCATION).deleteAll(uid);
      await platform.instances(LOCATION).delete(uid);
      const [status] = await platform.locations();
      expect(status).toMatchObject({
        reachable: { available: true },
        findings: [],
      });
      await platform.stop();
    });

    it('suffice to look at the cluster, and lack nothing that a binding needs', async () => {
      const platform = await withTenant(TENANT, 'port-forward');
      await platform.start({ kinds: [] });
      await eventually(async () =>
        expect(platform.canExecute(LOCATION)).toBe(true),
      );
      const bindings = [cloudnativePgBinding, mariadbOperatorBinding];
      const survey = await platform.survey?.(
        LOCATION,
        bindings.map(({ controller, access: rules }) => ({
          controller,
          rules,
        })),
      );
      expect(survey?.nodes?.notes).toEqual([]);
      expect(survey?.storage?.notes).toEqual([]);
      expect(survey?.rights).toMatchObject({ items: [] });
      // And it would tell: nobody gave it these.
      const more = await platform.survey?.(LOCATION, [
        {
          controller: 'more',
          rules: [
            { group: '', resources: ['secrets'], verbs: ['list'] },
            { group: '', resources: ['pods/exec'], verbs: ['create'] },
          ],
        },
      ]);
      expect(more?.rights).toMatchObject({
        items: expect.arrayContaining([
          expect.objectContaining({
            resource: 'secrets',
            verb: 'list',
            neededBy: ['more'],
          }),
          expect.objectContaining({ resource: 'pods/exec', tenant: TENANT }),
        ]),
        notes: expect.arrayContaining([
          expect.objectContaining({
            code: 'rights-missing',
            command: expect.stringContaining('deploy/kubernetes/rbac.yaml'),
          }),
        ]),
      });
      await platform.stop();
    });

    const may = (attributes: object) => isAllowed(cluster, attributes);

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
