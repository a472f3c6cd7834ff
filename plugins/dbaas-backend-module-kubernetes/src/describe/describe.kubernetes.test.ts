import fs from 'node:fs/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import {
  KubernetesResource,
  kubernetesStep,
  Platform,
  Step,
} from '@dbaas-portal/plugin-dbaas-node';
import { fakeSpec } from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { KubeConfig } from '@kubernetes/client-node';
// The test bed is plain files, no package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  Cluster,
  obstacle,
  startCluster,
} from '../../../../testbed/kubernetes';
import { tenantRecord } from '../__testUtils__/platform';
import { createKubernetesPlatform } from '../KubernetesPlatform';
import { UID_LABEL } from '../labels';

jest.setTimeout(300_000);

const LOCATION = 'test';
const TENANT = 'shop';
const UID = 'b0000000-0000-4000-8000-000000000003';
const why = obstacle('api');
const about = { id: 'x', title: { en: 'x', zh: 'x' } };

const record: InstanceRecord = {
  uid: UID,
  revision: 1,
  spec: fakeSpec({
    name: 'orders',
    tenant: TENANT,
    platform: 'kubernetes',
    location: LOCATION,
  }),
  incarnation: 'i1',
  phase: 'active',
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'user:default/test',
};

const service = (
  spec: KubernetesResource['spec'] = {},
): KubernetesResource => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'orders-dbaas-rw', labels: { [UID_LABEL]: UID } },
  spec: {
    sessionAffinity: 'None',
    ports: [{ name: 'db', port: 5432, targetPort: 5432 }],
    ...spec,
  },
});

const volume: KubernetesResource = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'orders-1', labels: { [UID_LABEL]: UID } },
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
  },
};

(why ? describe.skip : describe)(
  `objects of a cluster against what is wanted${why ? ` [needs: ${why}]` : ''}`,
  () => {
    let cluster: Cluster;
    let platform: Platform;

    beforeAll(async () => {
      cluster = await startCluster({ level: 'api' });
      const kubeConfig = new KubeConfig();
      kubeConfig.loadFromFile(cluster.kubeconfig);
      platform = createKubernetesPlatform({
        clusters: [
          { id: LOCATION, kubeConfig, reach: 'direct', inBackstage: true },
        ],
        policy: {
          podSecurity: 'baseline',
          operatorNamespaces: ['operators'],
          loadBalancers: 0,
        },
        logger: mockServices.logger.mock(),
      });
      await platform.start({ kinds: ['v1/Service'] });
      await platform
        .tenants(LOCATION)
        .put(TENANT, tenantRecord(LOCATION, TENANT));
      await platform.instances(LOCATION).put(UID, record);
    });
    afterAll(async () => {
      await platform?.stop();
      await cluster?.stop();
    });

    const execute = (step: Step) =>
      platform.execute(step, {
        location: LOCATION,
        record,
        operationId: 'o1',
        signal: new AbortController().signal,
      });
    const apply = (resource: KubernetesResource) =>
      execute(kubernetesStep.apply(about, [resource]));
    afterEach(() =>
      execute(
        kubernetesStep.delete(about, [
          { apiVersion: 'v1', kind: 'Service', name: 'orders-dbaas-rw' },
          { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'orders-1' },
        ]),
      ),
    );

    const describeAll = async (wanted: KubernetesResource[]) => {
      const owner = { uid: UID, tenant: TENANT };
      const found = await platform.describe?.(LOCATION, owner, wanted);
      if (!found) {
        throw new Error('It does not describe');
      }
      expect(found.unseen).toEqual([]);
      return found.resources;
    };
    const fieldsOf = async (wanted: KubernetesResource) => {
      const [{ difference }] = await describeAll([wanted]);
      return difference?.state === 'changed'
        ? difference.fields
        : difference?.state;
    };

    /** As somebody else who takes what it wants. */
    const applyAs = async (manager: string, resource: KubernetesResource) => {
      const file = `${cluster.folder}/theirs.json`;
      const metadata = { ...resource.metadata, namespace: TENANT };
      await fs.writeFile(file, JSON.stringify({ ...resource, metadata }));
      await cluster.kubectl([
        'apply',
        '--server-side',
        '--force-conflicts',
        `--field-manager=${manager}`,
        `--filename=${file}`,
      ]);
    };

    it('misses what is not there, and makes nothing', async () => {
      const [missing] = await describeAll([service()]);
      expect(missing).toMatchObject({
        kind: 'Service',
        name: 'orders-dbaas-rw',
        difference: {
          state: 'missing',
          wanted: { spec: { type: 'ClusterIP' } },
        },
      });
      expect(missing).not.toHaveProperty('content');
      expect(await platform.resources(LOCATION, UID)).toEqual([]);
    });

    it('takes no default, and nothing that others add, for a difference', async () => {
      await apply(service());
      const label = ['label', 'service', 'orders-dbaas-rw', 'team=shop'];
      await cluster.kubectl(['-n', TENANT, ...label]);
      const [found] = await describeAll([service()]);
      expect(found).toMatchObject({
        state: 'ClusterIP',
        createdAt: expect.any(String),
        difference: { state: 'unchanged' },
        content: { metadata: { labels: { team: 'shop' } } },
      });
      expect(JSON.stringify(found)).not.toContain('managedFields');
    });

    it('tells what somebody changed, and who, and leaves it so', async () => {
      await apply(service());
      await applyAs('somebody', service({ sessionAffinity: 'ClientIP' }));
      expect(await fieldsOf(service())).toContainEqual({
        path: ['spec', 'sessionAffinity'],
        is: 'ClientIP',
        wanted: 'None',
        managers: ['somebody'],
      });
      const [still] = await platform.resources(LOCATION, UID);
      expect(still.resource.spec?.sessionAffinity).toBe('ClientIP');
    });

    it('knows ports by their names, and tells what is no longer wanted', async () => {
      const db = { name: 'db', port: 5432, targetPort: 5432 };
      const metrics = { name: 'metrics', port: 9187, targetPort: 9187 };
      await apply(service({ ports: [metrics, db] }));
      expect(await fieldsOf(service({ ports: [db, metrics] }))).toBe(
        'unchanged',
      );
      expect(await fieldsOf(service())).toEqual([
        {
          path: ['spec', 'ports', { key: 'name', value: 'metrics' }],
          is: expect.objectContaining({ port: 9187 }),
          managers: ['dbaas-portal'],
        },
      ]);
    });

    it('tells why it cannot say, of this object alone', async () => {
      const found = await describeAll([volume, service({ unheardOf: true })]);
      expect(found).toMatchObject([
        { name: 'orders-1', difference: { state: 'missing' } },
        {
          name: 'orders-dbaas-rw',
          difference: {
            state: 'unknown',
            reason: { code: 'kubernetes-invalid' },
          },
        },
      ]);
    });

    it('takes 1Gi and 1024Mi for one quantity', async () => {
      await apply(volume);
      const requests = (storage: string): KubernetesResource => ({
        ...volume,
        spec: { ...volume.spec, resources: { requests: { storage } } },
      });
      expect(await fieldsOf(requests('1024Mi'))).toBe('unchanged');
    });

    it('shows volumes, and of Secrets only the names', async () => {
      const secret = { username: 'a', password: 'hunter2' };
      await platform.secrets(LOCATION).put(UID, 'admin', secret);
      await apply(volume);
      const found = await describeAll([]);
      expect(found).toMatchObject([
        { kind: 'PersistentVolumeClaim', name: 'orders-1', state: 'Pending' },
        { kind: 'Secret', name: 'orders-dbaas-admin' },
      ]);
      expect(found[0]).not.toHaveProperty('difference');
      expect(found[1]).not.toHaveProperty('content');
      const encoded = Buffer.from('hunter2').toString('base64');
      expect(JSON.stringify(found)).not.toContain(encoded);
      await platform.secrets(LOCATION).deleteAll(UID);
    });

    it('leads Backstage’s own Kubernetes plugin to them', async () => {
      await apply(service());
      const annotations = platform.annotations?.(record) ?? {};
      const selected = await cluster.kubectl([
        'get',
        'service',
        `--namespace=${annotations['backstage.io/kubernetes-namespace']}`,
        `--selector=${annotations['backstage.io/kubernetes-label-selector']}`,
        '--output=name',
      ]);
      expect(selected.trim()).toBe('service/orders-dbaas-rw');
      expect(annotations['backstage.io/kubernetes-cluster']).toBe(LOCATION);
      const elsewhere = { ...record.spec, location: 'elsewhere' };
      expect(platform.annotations?.({ ...record, spec: elsewhere })).toEqual(
        {},
      );
    });
  },
);
