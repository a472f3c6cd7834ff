import { mockServices } from '@backstage/backend-test-utils';
import { Operation } from '@dbaas-portal/plugin-dbaas-common';
import { InstanceScope } from '@dbaas-portal/plugin-dbaas-node';
import { ALICE, until } from '../__testUtils__/TestBench';
import { ChangeSignals } from './ChangeSignals';
import { Viewers } from './Viewers';

jest.setTimeout(240_000);

const scope = (uid: string, tenant: string): InstanceScope => ({
  uid,
  tenant,
  members: [],
  owner: 'group:default/x',
  environment: 'test',
  engine: 'fakedb',
});

const waiting = (uid: string, tenant: string): Operation => ({
  id: `create-${uid}`,
  kind: 'create',
  state: 'pending',
  instance: { uid, name: uid, engine: 'fakedb' },
  tenant,
  location: 'here',
  revision: 1,
  actor: 'user:default/ben',
  createdAt: '2026-01-01T00:00:00.000Z',
  progress: 0,
  attempt: 1,
  can: { cancel: true, retry: false, cleanUp: false },
});

const person = (name: string) => ({ ...ALICE, actor: `user:default/${name}` });
const ofTenant = (tenant: string) => ({
  rule: 'tenant' as const,
  tenants: [tenant],
});

describe('signals', () => {
  it('reach only those who may see what changed, and say nothing', async () => {
    const scopes = new Map([
      ['a1', scope('a1', 'a')],
      ['b1', scope('b1', 'b')],
    ]);
    let tell: (changed: { uids: string[] }) => void = () => {};
    let ask: (operation: Operation) => void = () => {};
    const sent: unknown[] = [];
    const viewers = new Viewers();
    viewers.saw(person('ann'), ofTenant('a'));
    viewers.saw(person('ben'), ofTenant('b'));
    viewers.saw(person('dan'), 'all');
    viewers.saw(person('sam'), 'none');
    viewers.saw({ ...ALICE, actor: 'service:plugin:catalog' }, 'all');
    const signals = new ChangeSignals({
      index: {
        scope: uid => scopes.get(uid),
        tenantScope: () => undefined,
        revision: () => 'r7',
        onChange: listener => {
          tell = listener;
          return () => {};
        },
      },
      onUnrecorded: listener => {
        ask = listener;
        return () => {};
      },
      viewers,
      signals: {
        publish: async signal => {
          sent.push(signal);
        },
      },
      logger: mockServices.logger.mock(),
    });
    signals.start();
    tell({ uids: ['a1'] });
    tell({ uids: ['a1'] });
    await until(() => sent.length > 0);
    expect(sent).toEqual([
      {
        recipients: {
          type: 'user',
          entityRef: ['user:default/ann', 'user:default/dan'],
        },
        channel: 'dbaas',
        message: { revision: 'r7' },
      },
    ]);
    // Who saw it go has to look again, although it has no scope any more.
    scopes.delete('a1');
    tell({ uids: ['a1'] });
    await until(() => sent.length > 1);
    expect(sent[1]).toMatchObject({
      recipients: { entityRef: ['user:default/ann', 'user:default/dan'] },
    });
    // Of what is only asked for, nothing but the tenant is known.
    ask(waiting('b2', 'b'));
    await until(() => sent.length > 2);
    expect(sent[2]).toMatchObject({
      recipients: { entityRef: ['user:default/ben', 'user:default/dan'] },
    });
    signals.stop();
  });

  it('forget who has not looked for long', () => {
    let now = 0;
    const viewers = new Viewers(() => now);
    viewers.saw(person('ann'), 'all');
    now = 31 * 60 * 1000;
    expect(viewers.entitled([scope('a1', 'a')])).toEqual([]);
  });
});
