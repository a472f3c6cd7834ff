import fs from 'node:fs/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import {
  KubernetesResource,
  kubernetesStep,
  Platform,
  PlatformEvent,
  Step,
} from '@dbaas-portal/plugin-dbaas-node';
import {
  describePlatform,
  fakeSpec,
} from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { KubeConfig } from '@kubernetes/client-node';
// The test bed is plain files, no package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { Cluster, obstacle, startCluster } from '../../../testbed/kubernetes';
import { tenantRecord, until } from './__testUtils__/platform';
import { createKubernetesPlatform } from './KubernetesPlatform';
import { UID_LABEL } from './labels';

jest.setTimeout(300_000);

const LOCATION = 'test';
const UID = 'b0000000-0000-4000-8000-000000000001';
const why = obstacle('api');
const title = why ? ` [needs: ${why}]` : '';

function makePlatform(cluster: Cluster): Platform {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(cluster.kubeconfig);
  return createKubernetesPlatform({
    clusters: [{ id: LOCATION, kubeConfig, reach: 'port-forward' }],
    policy: {
      podSecurity: 'baseline',
      operatorNamespaces: ['operators'],
      loadBalancers: 0,
    },
    logger: mockServices.logger.mock(),
  });
}

(why ? describe.skip : describe)(`the platform of clusters${title}`, () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await startCluster({ level: 'api' });
  });
  afterAll(() => cluster?.stop());

  describePlatform('kubernetes', async () => {
    const platform = makePlatform(cluster);
    const { tenant } = fakeSpec({});
    const seeded = makePlatform(cluster).tenants(LOCATION);
    if (!(await seeded.get(tenant))) {
      await seeded.put(tenant, tenantRecord(LOCATION, tenant));
    }
    return { platform, location: LOCATION, close: async () => {} };
  });

  describe('in the space of a tenant', () => {
    let platform: Platform;
    let record: InstanceRecord;
    let events: PlatformEvent[];

    beforeEach(async () => {
      platform = makePlatform(cluster);
      await platform.start({
        kinds: ['v1/Service', 'absent.example/v1/Thing'],
      });
      events = [];
      platform.watch(LOCATION, event => events.push(event));
      await until('synced', () => events.some(e => e.type === 'synced'));
      const tenants = platform.tenants(LOCATION);
      if (!(await tenants.get('shop'))) {
        await tenants.put('shop', tenantRecord(LOCATION, 'shop'));
      }
      record = {
        uid: UID,
        revision: 1,
        spec: fakeSpec({
          name: 'orders',
          tenant: 'shop',
          platform: 'kubernetes',
          location: LOCATION,
        }),
        incarnation: 'i1',
        phase: 'active',
        createdAt: '2026-01-01T00:00:00.000Z',
        createdBy: 'user:default/test',
      };
      await platform.instances(LOCATION).put(UID, record);
    });
    afterEach(async () => {
      await platform.instances(LOCATION).delete(UID);
      await platform.stop();
    });

    const service = (
      port: number,
      sessionAffinity = 'None',
    ): KubernetesResource => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'orders-dbaas-rw', labels: { [UID_LABEL]: UID } },
      spec: {
        sessionAffinity,
        ports: [{ name: 'db', port, targetPort: port }],
      },
    });
    const about = { id: 'x', title: { en: 'x', zh: 'x' } };
    const execute = (step: Step) =>
      platform.execute(step, {
        location: LOCATION,
        record,
        operationId: 'o1',
        signal: new AbortController().signal,
      });
    const removeIt = kubernetesStep.delete(about, [
      { apiVersion: 'v1', kind: 'Service', name: 'orders-dbaas-rw' },
    ]);
    const seen = () => {
      const found = events.filter(e => e.type === 'resources' && e.uid === UID);
      const last = found[found.length - 1];
      return last?.type === 'resources'
        ? last.resources.map(r => r.resource.metadata.name)
        : undefined;
    };

    it('makes quota, limits and policies, and repairs them', async () => {
      const get = async (...args: string[]) =>
        (await cluster.kubectl(['-n', 'shop', 'get', ...args])).trim();
      const hard =
        '{.spec.hard.requests\\.cpu} {.spec.hard.requests\\.storage}';
      const quota = () =>
        get('resourcequota', 'dbaas', '-o', `jsonpath=${hard}`);
      expect(await quota()).toBe('2 4Gi');
      await cluster.kubectl(['-n', 'shop', 'delete', 'resourcequota', 'dbaas']);
      const tenants = platform.tenants(LOCATION);
      const known = (await tenants.get('shop'))!;
      await tenants.put('shop', {
        ...known,
        revision: known.revision + 1,
        spec: { ...known.spec, quotas: { [LOCATION]: { cpuMillis: 3000 } } },
      });
      expect(
        await get('resourcequota', 'dbaas', '-o', `jsonpath=${hard}`),
      ).toBe('3');
      expect(await get('networkpolicy,limitrange', '-o', 'name')).toContain(
        'networkpolicy.networking.k8s.io/dbaas',
      );
    });

    it('does not take a namespace that is somebody else’s', async () => {
      await cluster.kubectl(['create', 'namespace', 'taken']);
      await expect(
        platform
          .tenants(LOCATION)
          .put('taken', tenantRecord(LOCATION, 'taken')),
      ).rejects.toMatchObject({ name: 'ConflictError' });
    });

    it('applies, sees, changes, previews and deletes', async () => {
      const owner = { uid: UID, tenant: 'shop' };
      const changes = async (port: number) =>
        (await platform.preview(LOCATION, owner, [service(port)])).map(
          c => c.action,
        );
      expect(await changes(5432)).toEqual(['create']);
      await execute(kubernetesStep.apply(about, [service(5432)]));
      await until('the service', () => seen()?.[0] === 'orders-dbaas-rw');
      expect(await changes(5432)).toEqual(['unchanged']);
      expect(await changes(5433)).toEqual(['update']);
      const [fresh] = await platform.resources(LOCATION, UID);
      expect(fresh.resource.metadata.name).toBe('orders-dbaas-rw');
      await execute(removeIt);
      await execute(removeIt);
      await until('that it is gone', () => seen()?.length === 0);
    });

    it('sees nothing that somebody labelled in another namespace', async () => {
      await execute(kubernetesStep.apply(about, [service(5432)]));
      await until('the service', () => seen()?.length === 1);
      const foreign = service(5433);
      await cluster.apply(
        [{ ...foreign, metadata: { ...foreign.metadata, name: 'theirs' } }],
        { namespace: 'default' },
      );
      await execute(kubernetesStep.apply(about, [service(5440)]));
      await until('the change', () => JSON.stringify(events).includes('5440'));
      expect(JSON.stringify(events)).not.toContain('theirs');
      const read = await platform.resources(LOCATION, UID);
      expect(read.map(r => r.resource.metadata.name)).toEqual([
        'orders-dbaas-rw',
      ]);
      await execute(removeIt);
    });

    it('tells who manages what it wants to set, and forces nothing', async () => {
      await execute(kubernetesStep.apply(about, [service(5432)]));
      await cluster.kubectl([
        'apply',
        '--server-side',
        '--force-conflicts',
        '--field-manager=somebody',
        '-f',
        await fileOf(cluster, {
          ...service(5432, 'ClientIP'),
          metadata: { ...service(5432).metadata, namespace: 'shop' },
        }),
      ]);
      await expect(
        execute(kubernetesStep.apply(about, [service(5432)])),
      ).rejects.toMatchObject({
        code: 'field-conflict',
        reason: { params: { what: expect.stringContaining('somebody') } },
        transient: false,
      });
      await execute(removeIt);
    });

    it.each<[string, KubernetesResource]>([
      [
        'a Secret',
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } },
      ],
      [
        'what does not carry its label',
        { ...service(1), metadata: { name: 'orders-dbaas-rw' } },
      ],
    ])('refuses to apply %s', async (_, resource) => {
      await expect(
        execute(kubernetesStep.apply(about, [resource])),
      ).rejects.toMatchObject({ name: 'InputError' });
    });

    it('takes a field that nobody knows for invalid, not for a fault', async () => {
      const unknown = service(5432);
      unknown.spec = { ...unknown.spec, unheardOf: true };
      await expect(
        execute(kubernetesStep.apply(about, [unknown])),
      ).rejects.toMatchObject({ code: 'invalid', transient: false });
    });

    it('applies nothing where one of all is not valid', async () => {
      const second = service(5432);
      second.metadata = { ...second.metadata, name: 'Not_A_Name' };
      await expect(
        execute(kubernetesStep.apply(about, [service(5440), second])),
      ).rejects.toMatchObject({ code: 'invalid' });
      const names = (await platform.resources(LOCATION, UID)).map(
        r => r.resource.spec?.ports,
      );
      expect(JSON.stringify(names)).not.toContain('5440');
    });

    it('says that the API server is away, and loses nothing', async () => {
      await execute(kubernetesStep.apply(about, [service(5432)]));
      await until('the service', () => seen()?.length === 1);
      const { 'kube-apiserver': server } = cluster.programs;
      events.length = 0;
      await server.stop({ signal: 'SIGKILL' });
      await until('unreachable', () =>
        events.some(e => e.type === 'unreachable'),
      );
      expect(platform.canExecute(LOCATION)).toBe(false);
      const [status] = await platform.locations();
      expect(status.reachable.available).toBe(false);
      await expect(platform.instances(LOCATION).get(UID)).rejects.toMatchObject(
        { transient: true },
      );
      server.start();
      await cluster.ready();
      await until('synced', () => events.some(e => e.type === 'synced'));
      expect(platform.canExecute(LOCATION)).toBe(true);
      expect(events.some(e => e.type === 'record-gone')).toBe(false);
      const told = events.filter(e => e.type === 'resources' && e.uid === UID);
      expect(
        told.every(e => e.type === 'resources' && e.resources.length === 1),
      ).toBe(true);
    });
  });
});

async function fileOf(cluster: Cluster, object: object): Promise<string> {
  const file = `${cluster.folder}/conflict.json`;
  await fs.writeFile(file, JSON.stringify(object));
  return file;
}
