import { PathSegment } from '@dbaas-portal/plugin-dbaas-node';
import { JsonValue } from '@backstage/types';
import { ManagedFields, managersOf } from './fieldManagers';
import { meansSameQuantity } from './quantities';
import { stateOf } from './stateOf';

describe('quantities', () => {
  const size: PathSegment[] = ['spec', 'storage', 'size'];
  const cpu: PathSegment[] = ['spec', 'resources', 'requests', 'cpu'];

  it.each<[JsonValue, JsonValue, PathSegment[]]>([
    ['1Gi', '1024Mi', size],
    ['1048576Ki', '1Gi', size],
    ['1G', '1000M', size],
    ['1e3', '1k', size],
    ['1E3', 1000, size],
    ['0.5', '500m', cpu],
    ['0.1', '100m', cpu],
    [1, '1000m', cpu],
    ['1', 1, cpu],
    ['+1', '1.0', cpu],
  ])('%s is %s', (is, wanted, path) => {
    expect(meansSameQuantity(is, wanted, path)).toBe(true);
    expect(meansSameQuantity(wanted, is, path)).toBe(true);
  });

  it.each<[JsonValue, JsonValue, PathSegment[]]>([
    ['1Gi', '1G', size],
    ['1M', '1m', size],
    ['1024Mi', '1025Mi', size],
    ['abc', 'abd', size],
    ['', '0', size],
    ['1Gi', null, size],
    ['1Gi', ['1Gi'], size],
    ['1', '1.0', ['spec', 'postgresql', 'parameters', 'x']],
    ['1', '1.0', ['spec', 'version']],
    ['1', '1.0', ['metadata', 'labels', 'size']],
  ])('%s is not %s', (is, wanted, path) => {
    expect(meansSameQuantity(is, wanted, path)).toBe(false);
  });
});

describe('who manages a field', () => {
  const managed: ManagedFields = [
    {
      manager: 'dbaas-portal',
      fieldsV1: {
        'f:spec': {
          'f:instances': {},
          'f:storage': { 'f:size': {} },
          'f:ports': {
            'k:{"port":5432,"protocol":"TCP"}': { '.': {}, 'f:targetPort': {} },
          },
          'f:dnsNames': {},
        },
      },
    },
    {
      manager: 'argocd',
      fieldsV1: { 'f:spec': { 'f:instances': {} } },
    },
    { manager: 'argocd', fieldsV1: { 'f:spec': { 'f:instances': {} } } },
    { fieldsV1: { 'f:spec': {} } },
    { manager: 'without' },
    {
      manager: 'kubectl-label',
      fieldsV1: { 'f:metadata': { 'f:labels': { 'f:a.b/c': {} } } },
    },
  ];
  const port = { name: 'db', port: 5432, protocol: 'TCP', targetPort: 5432 };
  const object = { spec: { ports: [{ port: 1 }, port], dnsNames: ['a'] } };
  const of = (...path: PathSegment[]) => managersOf(managed, path, object);

  it('is told of fields, items by whatever they are known, and wholes', () => {
    expect(of('spec', 'instances')).toEqual(['argocd', 'dbaas-portal']);
    expect(of('spec', 'storage')).toEqual(['dbaas-portal']);
    expect(of('metadata', 'labels', 'a.b/c')).toEqual(['kubectl-label']);
    for (const known of [
      { key: 'port', value: '5432' },
      { key: 'name', value: 'db' },
    ]) {
      expect(of('spec', 'ports', known)).toEqual(['dbaas-portal']);
      expect(of('spec', 'ports', known, 'targetPort')).toEqual([
        'dbaas-portal',
      ]);
      expect(of('spec', 'ports', known, 'name')).toEqual([]);
    }
    expect(of('spec', 'ports', { key: 'port', value: '1' })).toEqual([]);
  });

  it('is who manages the whole list that cannot be shared', () => {
    expect(of('spec', 'dnsNames', 0)).toEqual(['dbaas-portal']);
    expect(of('spec', 'dnsNames', 0, 'x')).toEqual(['dbaas-portal']);
  });

  it('is nobody where nobody says anything', () => {
    expect(of('spec', 'other')).toEqual([]);
    expect(of('status')).toEqual([]);
    expect(managersOf([], ['spec'], object)).toEqual([]);
    const broken = [{ manager: 'x', fieldsV1: { 'f:a': { 'k:{': {} } } }];
    const item = { key: 'b', value: 'c' };
    expect(managersOf(broken, ['a', item], { a: [{ b: 'c' }] })).toEqual([]);
  });
});

describe('the state of an object in a word', () => {
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } };
  const waiting = (reason: string) => ({ state: { waiting: { reason } } });

  it.each([
    ['Running', { status: { phase: 'Running' } }],
    [
      'ImagePullBackOff',
      {
        status: {
          phase: 'Pending',
          containerStatuses: [waiting('ImagePullBackOff')],
        },
      },
    ],
    ['Ready', { status: { conditions: [{ type: 'Ready', status: 'True' }] } }],
    [
      'NotReady',
      { status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } },
    ],
    ['ClusterIP', { spec: { type: 'ClusterIP' } }],
    [
      'Terminating',
      {
        status: { phase: 'Running' },
        metadata: { name: 'x', deletionTimestamp: '2026-01-01T00:00:00Z' },
      },
    ],
    [undefined, {}],
  ])('is %s', (word, more) => {
    expect(stateOf({ ...object, ...more })).toBe(word);
  });
});
