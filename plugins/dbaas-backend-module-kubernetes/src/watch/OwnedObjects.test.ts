import { KubernetesObject } from '../client/KubernetesObject';
import { UID_LABEL } from '../labels';
import { OwnedObjects } from './OwnedObjects';

const AT = '2026-01-01T00:00:00.000Z';
const TENANT = 'shop';

function object(
  kind: string,
  name: string,
  about: { of?: string; owner?: string; namespace?: string } = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind,
    metadata: {
      name,
      namespace: about.namespace ?? TENANT,
      uid: `uid-${name}`,
      ...(about.of ? { labels: { [UID_LABEL]: about.of } } : {}),
      ...(about.owner
        ? { ownerReferences: [{ uid: `uid-${about.owner}`, controller: true }] }
        : {}),
    },
  };
}

const namesOf = (owned: OwnedObjects, instance: string) =>
  owned.of(instance, TENANT).map(o => o.resource.metadata.name);

describe('whose objects they are', () => {
  it('goes by the label, and by that of whoever controls it', () => {
    const owned = new OwnedObjects();
    expect(owned.put(object('Cluster', 'c', { of: 'one' }), AT)).toEqual([
      'one',
    ]);
    expect(owned.put(object('Set', 's', { owner: 'c' }), AT)).toEqual(['one']);
    expect(owned.put(object('Pod', 'p', { owner: 's' }), AT)).toEqual(['one']);
    expect(owned.put(object('Pod', 'q'), AT)).toEqual([]);
    expect(namesOf(owned, 'one')).toEqual(['c', 'p', 's']);
  });

  it('does not take what somebody labelled elsewhere', () => {
    const owned = new OwnedObjects();
    owned.put(object('Pod', 'p', { of: 'one', namespace: 'theirs' }), AT);
    owned.put(object('Pod', 'q', { of: 'one' }), AT);
    expect(namesOf(owned, 'one')).toEqual(['q']);
  });

  it('does not mind in which order they come', () => {
    const owned = new OwnedObjects();
    owned.put(object('Pod', 'p', { owner: 's' }), AT);
    owned.put(object('Set', 's', { owner: 'c' }), AT);
    expect(namesOf(owned, 'one')).toEqual([]);
    expect(owned.put(object('Cluster', 'c', { of: 'one' }), AT)).toEqual([
      'one',
    ]);
    expect(namesOf(owned, 'one')).toEqual(['c', 'p', 's']);
  });

  it('tells both when an object goes from one to the other', () => {
    const owned = new OwnedObjects();
    owned.put(object('Service', 's', { of: 'one' }), AT);
    expect(owned.put(object('Service', 's', { of: 'two' }), AT).sort()).toEqual(
      ['one', 'two'],
    );
    expect(namesOf(owned, 'one')).toEqual([]);
    expect(namesOf(owned, 'two')).toEqual(['s']);
  });

  it('forgets what is gone, and with it an instance without objects', () => {
    const owned = new OwnedObjects();
    const pod = object('Pod', 'p', { owner: 'c' });
    owned.put(object('Cluster', 'c', { of: 'one' }), AT);
    owned.put(pod, AT);
    expect(owned.remove(pod)).toEqual(['one']);
    expect(namesOf(owned, 'one')).toEqual(['c']);
    expect(owned.remove(object('Cluster', 'c', { of: 'one' }))).toEqual([
      'one',
    ]);
    expect([...owned.instances()]).toEqual([]);
  });

  it('leaves what was controlled behind when its controller is gone', () => {
    const owned = new OwnedObjects();
    const cluster = object('Cluster', 'c', { of: 'one' });
    owned.put(cluster, AT);
    owned.put(object('Pod', 'p', { owner: 'c' }), AT);
    owned.remove(cluster);
    // It is still there and still was the instance's: it must be seen going.
    expect(namesOf(owned, 'one')).toEqual(['p']);
    expect(owned.remove(object('Pod', 'p', { owner: 'c' }))).toEqual(['one']);
    expect(namesOf(owned, 'one')).toEqual([]);
  });
});
