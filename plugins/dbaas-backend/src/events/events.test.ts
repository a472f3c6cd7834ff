import { mockServices } from '@backstage/backend-test-utils';
import { Instance } from '@dbaas-portal/plugin-dbaas-common';
import { RecordEvents } from './RecordEvents';

describe('RecordEvents', () => {
  it('tells of records that change, not of health that does', async () => {
    const revisions = new Map([['old', 3]]);
    const instance = (uid: string) =>
      ({ record: { uid, revision: revisions.get(uid) } } as Instance);
    let changed: (change: { uids: string[] }) => void = () => {};
    const published: unknown[] = [];
    const events = new RecordEvents({
      index: {
        all: () => [...revisions.keys()].map(instance),
        get: uid => (revisions.has(uid) ? instance(uid) : undefined),
        onChange: listener => {
          changed = listener;
          return () => {};
        },
      },
      events: {
        publish: async params => {
          published.push(params);
        },
        subscribe: async () => {},
      },
      logger: mockServices.logger.mock(),
    });
    events.start();

    changed({ uids: ['old'] });
    revisions.set('new', 1);
    changed({ uids: ['new', 'old'] });
    changed({ uids: ['new'] });
    revisions.set('old', 4);
    changed({ uids: ['old'] });
    revisions.delete('old');
    changed({ uids: ['old'] });
    changed({ uids: ['old'] });
    await new Promise(resolve => setImmediate(resolve));

    expect(published).toEqual(
      ['new', 'old', 'old'].map(uid => ({
        topic: 'dbaas',
        eventPayload: { kind: 'instance', uid },
      })),
    );
  });
});
