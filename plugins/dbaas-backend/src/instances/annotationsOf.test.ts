import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import {
  FakePlatform,
  fakeSpec,
  FakeWorld,
} from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { annotationsOf } from './annotationsOf';

const record: InstanceRecord = {
  uid: 'u1',
  revision: 1,
  spec: fakeSpec({}),
  incarnation: 'i',
  phase: 'active',
  createdAt: '',
  createdBy: '',
};

const said = (annotations: () => Record<string, string>) =>
  annotationsOf(
    Object.assign(new FakePlatform(new FakeWorld()), { annotations }),
    record,
  );

describe('annotations that a platform says', () => {
  it('are passed on as far as the catalog takes them', () => {
    expect(
      said(() => ({
        'backstage.io/kubernetes-namespace': 'shop',
        plain: 'yes',
        'two/slashes/here': 'no',
        'Upper.io/x': 'no',
        '': 'no',
        'x.io/': 'no',
        'x.io/long': 'v'.repeat(1001),
        [`x.io/${'n'.repeat(64)}`]: 'no',
      })),
    ).toEqual({ 'backstage.io/kubernetes-namespace': 'shop', plain: 'yes' });
  });

  it('are none where it says none, cannot, or fails', () => {
    expect(said(() => ({}))).toBeUndefined();
    expect(annotationsOf(new FakePlatform(new FakeWorld()), record)).toBe(
      undefined,
    );
    expect(annotationsOf(undefined, record)).toBeUndefined();
    expect(
      said(() => {
        throw new Error('broken');
      }),
    ).toBeUndefined();
  });
});
