import { Entity } from '@backstage/catalog-model';
import { FakeDbaas } from './__testUtils__/fakeDbaas';
import { startPortal } from './__testUtils__/startPortal';

jest.setTimeout(60_000);

const orders = { uid: 'u1', name: 'main', tenant: 'orders', location: 'here' };
const billing = { ...orders, uid: 'u2', name: 'billing' };
const remote = { ...orders, uid: 'u3', name: 'remote', location: 'there' };
const archive = { ...orders, uid: 'u4', name: 'archive' };

const foreign = (kind: string, name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name,
    title: 'Handwritten',
    annotations: {
      'backstage.io/managed-by-location': 'url:https://example.com/a.yaml',
      'backstage.io/managed-by-origin-location':
        'url:https://example.com/a.yaml',
    },
  },
  spec: { owner: 'group:default/others', type: 'database' },
});

describe('catalog module dbaas', () => {
  let fake: FakeDbaas;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeEach(async () => {
    fake = new FakeDbaas();
    fake.tenants.set('orders', { name: 'orders', owner: 'group:default/a' });
    portal = await startPortal(fake);
  });

  afterEach(async () => {
    await portal.backend.stop();
  });

  it('projects instances and tenants, and says nothing of status', async () => {
    fake.add(
      { ...orders, dependants: ['shop', 'component:default/web', ':::'] },
      billing,
      remote,
    );
    await portal.compare();
    const found = await portal.until(e => e.size === 4);

    expect(fake.subjects).toEqual(new Set(['plugin:catalog']));
    expect(found.get('resource:orders--main')).toMatchObject({
      metadata: {
        title: 'main',
        description: 'Data of main',
        tags: ['fake-engine', 'test'],
        annotations: {
          'dbaas-portal.io/instance-uid': 'u1',
          'dbaas-portal.io/engine': 'fake-engine',
          'dbaas-portal.io/location': 'here',
          'backstage.io/techdocs-entity': 'component:default/database-runbooks',
        },
      },
      spec: {
        type: 'database',
        owner: 'group:default/owners',
        system: 'orders',
        dependencyOf: ['component:default/shop', 'component:default/web'],
      },
      relations: expect.arrayContaining([
        { type: 'ownedBy', targetRef: 'group:default/owners' },
        { type: 'partOf', targetRef: 'system:default/orders' },
        { type: 'dependencyOf', targetRef: 'component:default/shop' },
      ]),
    });
    expect(found.get('system:orders')).toMatchObject({
      metadata: { title: 'Team orders' },
      spec: { owner: 'group:default/a' },
    });
    expect(JSON.stringify([...found.values()])).not.toMatch(/health|status/i);
  });

  it('carries what the platform says for other plugins, and no more', async () => {
    const kubernetes = {
      'backstage.io/kubernetes-cluster': 'here',
      'backstage.io/kubernetes-namespace': 'orders',
      'backstage.io/kubernetes-label-selector':
        'dbaas-portal.io/instance-uid=u1',
    };
    const annotations = {
      ...kubernetes,
      'dbaas-portal.io/instance-uid': 'another',
      'backstage.io/managed-by-location': 'url:https://example.com/a.yaml',
      'backstage.io/managed-by-edit-url': 'https://example.com/a.yaml',
      'not an annotation': 'x',
    };
    fake.add({ ...orders, annotations }, billing);
    await portal.compare();
    const found = await portal.until(e => e.size === 3);
    const of = (name: string) => found.get(name)?.metadata.annotations ?? {};
    expect(of('resource:orders--main')).toEqual({
      ...of('resource:orders--billing'),
      ...kubernetes,
      'dbaas-portal.io/instance-uid': 'u1',
    });

    fake.add(orders);
    await fake.tell('instance', 'u1');
    await portal.until(
      e =>
        e.get('resource:orders--main')?.metadata.annotations?.[
          'backstage.io/kubernetes-cluster'
        ] === undefined,
    );
  });

  it('follows single changes by events, without comparing the fleet', async () => {
    fake.add(orders);
    await fake.tell('instance', 'u1');
    await portal.until(e => e.has('resource:orders--main'));

    fake.instances.clear();
    fake.add({ ...orders, uid: 'other', name: 'unrelated' });
    await fake.tell('nonsense', 'u1');
    await fake.tell('instance', { uid: 'u1' });
    await fake.tell('instance', 'u1');
    await fake.tell('tenant', 'orders');
    const found = await portal.until(
      e => !e.has('resource:orders--main') && e.has('system:orders'),
    );
    expect(found.has('resource:orders--unrelated')).toBe(false);
  });

  it('removes what is gone, and nothing of what was only not heard of', async () => {
    fake.add(orders, billing, remote, archive);
    await portal.compare();
    await portal.until(e => e.size === 5);
    const all = [...(await portal.entities()).keys()].sort();
    const still = async () => {
      await portal.compare();
      await portal.compare();
      await new Promise(resolve => setTimeout(resolve, 300));
      expect([...(await portal.entities()).keys()].sort()).toEqual(all);
    };

    // The list is older than what another backend has told the catalog.
    fake.outdated.missing.add('u2');
    fake.outdated.listed.push({ ...orders, uid: 'u9', name: 'ghost' });
    await still();
    fake.outdated = { listed: [], missing: new Set() };
    // The place does not answer: not even what is truly gone there goes.
    fake.unreachable.add('there');
    fake.instances.delete('u3');
    await still();
    await fake.tell('instance', 'u3');
    await still();
    // The second page fails, the whole list fails, the places fail.
    fake.unreachable.clear();
    for (const broken of [
      /cursor/,
      /instances\?/,
      /locations/,
      /tenants/,
      /u3/,
    ]) {
      fake.broken = broken;
      await still();
    }
    fake.broken = undefined;
    // A slip in the configured rights looks like an empty fleet.
    fake.hides = { instances: true, tenants: false };
    await still();
    fake.hides = { instances: false, tenants: true };
    await still();
    fake.hides = { instances: true, tenants: true };
    await still();
    fake.hides = { instances: false, tenants: false };
    // A place that nobody knows any more is not a place that is empty.
    fake.locations = ['here'];
    await still();
    fake.locations = ['here', 'there'];

    await portal.compare();
    expect(await portal.entities()).toHaveProperty('size', 5);
    await portal.compare();
    const found = await portal.until(e => !e.has('resource:orders--remote'));
    expect(found.size).toBe(4);
  });

  it('adds nothing that is being deleted, and lets stand what is there', async () => {
    fake.add({ ...orders, phase: 'deleting' }, billing);
    await portal.compare();
    await fake.tell('instance', 'u1');
    await portal.until(e => e.has('resource:orders--billing'));
    fake.add({ ...billing, phase: 'deleting' });
    await fake.tell('instance', 'u2');
    await portal.compare();
    await portal.compare();
    const found = await portal.entities();
    expect(found.has('resource:orders--billing')).toBe(true);
    expect(found.has('resource:orders--main')).toBe(false);
  });

  it('uses Systems and Resources that exist, and never overwrites them', async () => {
    await portal.addForeign(foreign('System', 'orders'));
    await portal.addForeign(foreign('Resource', 'orders--main'));
    await portal.until(e => e.size === 2);
    fake.add(orders, billing);
    for (let i = 0; i < 3; i++) {
      await portal.compare();
    }
    const found = await portal.until(e => e.has('resource:orders--billing'));
    expect(found.get('system:orders')?.metadata.title).toBe('Handwritten');
    expect(found.get('resource:orders--main')?.metadata.title).toBe(
      'Handwritten',
    );
    expect(found.size).toBe(3);
  });

  it('withdraws its System when somebody writes one, and takes it up again', async () => {
    fake.add(orders);
    await portal.compare();
    await portal.until(e => e.has('system:orders'));

    await portal.addForeign(foreign('System', 'orders'));
    await portal.compare();
    await portal.until(
      e => e.get('system:orders')?.metadata.title === 'Handwritten',
    );
    for (let i = 0; i < 3; i++) {
      await portal.compare();
    }
    const found = await portal.entities();
    expect(found.get('system:orders')?.metadata.title).toBe('Handwritten');

    await portal.removeForeign('system:default/orders');
    await portal.until(e => !e.has('system:orders'));
    await portal.compare();
    const again = await portal.until(e => e.has('system:orders'));
    expect(again.get('system:orders')?.metadata.title).toBe('Team orders');
  });

  it('removes the System of a tenant that is gone', async () => {
    fake.tenants.set('old', { name: 'old', owner: 'group:default/a' });
    await portal.compare();
    await portal.until(e => e.has('system:old'));
    fake.tenants.delete('old');
    await portal.compare();
    await portal.compare();
    const found = await portal.until(e => !e.has('system:old'));
    expect(found.has('system:orders')).toBe(true);
  });
});
