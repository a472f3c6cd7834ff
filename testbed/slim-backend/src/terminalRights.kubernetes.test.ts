import { Platform } from '@dbaas-portal/plugin-dbaas-node';
import { KUBERNETES_LABELS } from '@dbaas-portal/plugin-dbaas-node';
import { fakeSpec } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { KubeConfig } from '@kubernetes/client-node';
// The test bed is plain files, no package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { Cluster, obstacle, startCluster } from '../../kubernetes';
import { eventually } from './__testUtils__/eventually';
import { LOCATION, recordOf, tenant } from './__testUtils__/records';
import {
  isAllowed,
  platformWith,
  PORTAL,
  shippedRights,
  shippedTerminalRights,
  TENANTS,
  TENANTS_WITH_TERMINALS,
} from './__testUtils__/shippedRights';

const TENANT = 'shop';
const why = obstacle('api');

jest.setTimeout(300_000);

/** One after the other: from the first on the right is there. */
(why ? describe.skip : describe)(
  `the rights that terminals need besides${why ? ` [needs: ${why}]` : ''}`,
  () => {
    let cluster: Cluster;
    let kubeConfig: KubeConfig;

    beforeAll(async () => {
      cluster = await startCluster({ level: 'api' });
      kubeConfig = await shippedRights(cluster);
    });
    afterAll(() => cluster?.stop());

    const may = (attributes: object) => isAllowed(cluster, attributes);
    const makePlatform = (tenants = TENANTS): Platform =>
      platformWith(kubeConfig, { reach: 'direct', tenants });

    async function withTenant(name: string): Promise<void> {
      const tenants = makePlatform().tenants(LOCATION);
      if (!(await tenants.get(name))) {
        await tenants.put(name, tenant(name));
      }
    }

    it('let it enter pods of tenants, and no others, where that is wanted', async () => {
      await withTenant(TENANT);
      const exec = { verb: 'create', resource: 'pods', subresource: 'exec' };
      await shippedTerminalRights(cluster);
      // It is the portal that binds it, and only when it is told to.
      expect(await may({ ...exec, namespace: TENANT })).toBe(false);
      const platform = makePlatform(TENANTS_WITH_TERMINALS);
      await platform.tenants(LOCATION).put('entered', tenant('entered'));
      for (const verb of ['create', 'get']) {
        expect(await may({ ...exec, verb, namespace: 'entered' })).toBe(true);
        for (const namespace of [TENANT, PORTAL, 'kube-system', '']) {
          expect(await may({ ...exec, verb, namespace })).toBe(false);
        }
      }
    });

    it('let it enter the instance’s own pods only, also of a tenant that was there before', async () => {
      await withTenant(TENANT);
      const uid = 'b0000000-0000-4000-8000-000000000003';
      const platform = makePlatform(TENANTS_WITH_TERMINALS);
      const spec = fakeSpec({
        name: 'entered',
        tenant: TENANT,
        platform: 'kubernetes',
        location: LOCATION,
      });
      await platform.instances(LOCATION).put(uid, recordOf(uid, spec));
      const run = (name: string, owner: string) =>
        cluster.kubectl([
          'run',
          name,
          '--image=none.example/none',
          `--labels=${KUBERNETES_LABELS.uid}=${owner}`,
          `--namespace=${TENANT}`,
        ]);
      await eventually(() => run('entered-1', uid));
      await run('foreign-1', 'somebody-else');
      await platform.start({ kinds: ['v1/Pod'] });
      const enter = (resource: string) =>
        platform.terminal?.(LOCATION, uid, {
          resource,
          command: ['sh'],
          columns: 80,
          rows: 24,
          signal: new AbortController().signal,
        });
      await expect(enter('foreign-1')).rejects.toMatchObject({
        code: 'not-found',
      });
      // There is no node here: it is allowed, and then there is nothing to enter.
      await expect(enter('entered-1')).rejects.toMatchObject({
        code: 'invalid',
      });
      expect(
        await may({
          verb: 'create',
          resource: 'pods',
          subresource: 'exec',
          namespace: TENANT,
        }),
      ).toBe(true);
      await platform.stop();
    });
  },
);
