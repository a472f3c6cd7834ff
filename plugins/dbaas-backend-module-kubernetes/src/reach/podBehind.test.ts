import { Observed } from '@dbaas-portal/plugin-dbaas-node';
import { podBehind } from './podBehind';

const SELECTOR = { cluster: 'orders', role: 'primary' };

function seen(resource: object): Observed {
  return {
    resource: resource as Observed['resource'],
    observedAt: '2026-01-01T00:00:00.000Z',
  };
}

const pod = (name: string, podIP: string, role: string, ready = true) =>
  seen({
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'shop',
      labels: { cluster: 'orders', role },
    },
    status: {
      podIP,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  });

const service = seen({
  kind: 'Service',
  metadata: { name: 'orders-rw', namespace: 'shop' },
  spec: { selector: SELECTOR, ports: [{ port: 5432, targetPort: 6000 }] },
});

describe('podBehind', () => {
  const all = [
    pod('orders-1', '10.0.0.1', 'primary'),
    pod('orders-2', '10.0.0.2', 'replica'),
    service,
  ];

  it('knows a pod by its address, ready or not', () => {
    expect(podBehind({ host: '10.0.0.2', port: 5432 }, all)).toEqual({
      namespace: 'shop',
      pod: 'orders-2',
      port: 5432,
    });
  });

  it.each(['orders-rw.shop.svc', 'orders-rw.shop.svc.cluster.local'])(
    'knows whom a Service selects: %s',
    host => {
      expect(podBehind({ host, port: 5432 }, all)).toEqual({
        namespace: 'shop',
        pod: 'orders-1',
        port: 6000,
      });
    },
  );

  it('leaves other addresses as they are', () => {
    expect(podBehind({ host: 'db.example', port: 5432 }, all)).toBeUndefined();
    expect(podBehind({ host: '10.9.9.9', port: 5432 }, all)).toBeUndefined();
  });

  it.each([
    [
      'nobody is ready',
      [pod('orders-1', '10.0.0.1', 'primary', false), service],
    ],
    ['nobody has the role', [pod('orders-2', '10.0.0.2', 'replica'), service]],
    ['the Service is not seen yet', [pod('orders-1', '10.0.0.1', 'primary')]],
  ])('says, as something that passes, that %s', (_, resources) => {
    expect(() =>
      podBehind({ host: 'orders-rw.shop.svc', port: 5432 }, resources),
    ).toThrow(expect.objectContaining({ code: 'no-pod', transient: true }));
  });
});
