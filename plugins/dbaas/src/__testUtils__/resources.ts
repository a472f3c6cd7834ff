import {
  ResourceDetail,
  ResourceList,
  ResourceSummary,
} from '@dbaas-portal/plugin-dbaas-common';
import { NOW } from './instances';

const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

const pod = (n: number): ResourceSummary => ({
  apiVersion: 'v1',
  kind: 'Pod',
  name: `orders-${n}`,
  createdAt: ago(60 * n),
  observedAt: ago(0),
  state: n === 2 ? 'CrashLoopBackOff' : 'Running',
  readable: true,
});

/** A cluster somebody changed by hand, a missing Service, pods, a Secret. */
export function sampleResources(pods: number = 3): ResourceList {
  const items: ResourceSummary[] = [
    {
      apiVersion: 'quarry.example/v1',
      kind: 'Cluster',
      name: 'orders',
      createdAt: ago(600),
      observedAt: ago(0),
      state: 'Cluster in healthy state',
      difference: { state: 'changed', fields: 2 },
      readable: true,
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      name: 'orders-dbaas-rw',
      createdAt: ago(600),
      observedAt: ago(0),
      state: 'ClusterIP',
      difference: { state: 'unchanged', fields: 0 },
      readable: true,
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      name: 'orders-dbaas-ro',
      difference: { state: 'missing', fields: 0 },
      readable: true,
    },
    ...Array.from({ length: pods }, (_, n) => pod(n)),
    {
      apiVersion: 'v1',
      kind: 'Secret',
      name: 'orders-dbaas-admin',
      observedAt: ago(0),
      readable: false,
    },
  ];
  return {
    items,
    total: items.length,
    reachable: { available: true },
    compared: { available: true },
    unseen: [],
  };
}

export function sampleResource(
  { items, reachable }: ResourceList,
  about: { kind: string; name: string },
): ResourceDetail {
  const summary = items.find(
    item => item.kind === about.kind && item.name === about.name,
  );
  if (!summary) {
    throw new Error(`There is no ${about.kind} ${about.name}`);
  }
  return {
    summary,
    reachable,
    ...(summary.readable && {
      yaml: `kind: ${about.kind}\nmetadata:\n  name: ${about.name}\nspec:\n  instances: 3\n  storage:\n    size: 1Gi\n`,
    }),
    fields:
      summary.difference?.state === 'changed'
        ? [
            {
              path: 'spec.instances',
              is: '5',
              wanted: '3',
              managers: ['kubectl-edit'],
            },
            {
              path: 'spec.storage.resizeInUseVolumes',
              wanted: 'true',
              managers: [],
            },
          ]
        : [],
  };
}
