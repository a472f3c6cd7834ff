/* eslint-disable jest/no-export -- suites for others to call, not a test file */
import { NotFoundError } from '@backstage/errors';
import {
  InstanceRecord,
  InstanceSpec,
} from '@dbaas-portal/plugin-dbaas-common';
import { CONTRACT_VERSION, Platform } from '../contracts';
import { fakeSpec } from './fakeSpec';

/** @public */
export type PlatformUnderTest = {
  platform: Platform;
  location: string;
  close(): Promise<void>;
};

const UID = 'a0000000-0000-4000-8000-000000000001';

function recordOf(spec: InstanceSpec, revision: number): InstanceRecord {
  return {
    uid: UID,
    revision,
    spec,
    incarnation: 'i1',
    phase: 'active',
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'user:default/test',
  };
}

/**
 * What every platform has to keep: records with optimistic locking, secrets
 * that go with their instance, a watch that begins with a full picture.
 *
 * @public
 */
export function describePlatform(
  name: string,
  make: () => Promise<PlatformUnderTest>,
): void {
  describe(`platform ${name} conforms`, () => {
    let under: PlatformUnderTest;
    let spec: InstanceSpec;

    beforeEach(async () => {
      under = await make();
      await under.platform.start({ kinds: [] });
      spec = fakeSpec({
        platform: under.platform.id,
        location: under.location,
      });
    });

    afterEach(async () => {
      await under.platform.stop();
      await under.close();
    });

    it('is made for this version of the contracts and has its location', async () => {
      expect(under.platform.contractVersion).toBe(CONTRACT_VERSION);
      const locations = await under.platform.locations();
      expect(locations.map(l => l.id)).toContain(under.location);
      // As soon as it has seen what is there.
      await until(() => under.platform.canExecute(under.location));
    });

    it('tells what its location is made of, if it tells anything', async () => {
      const { platform, location } = under;
      const survey = (await platform.survey?.(location, [])) ?? {
        observedAt: new Date().toISOString(),
      };
      expect(Date.parse(survey.observedAt)).not.toBeNaN();
      const nodes = survey.nodes?.items ?? [];
      expect(new Set(nodes.map(node => node.name)).size).toBe(nodes.length);
      expect(nodes.length).toBeLessThanOrEqual(
        survey.oneMachine ? 1 : Infinity,
      );
      const elsewhere = platform.survey?.('no-such-location', []);
      await expect(elsewhere ?? notFound()).rejects.toMatchObject({
        name: 'NotFoundError',
      });
    });

    it('names its machines, where there are some to choose from', async () => {
      const nodes = await under.platform.nodes?.(under.location);
      expect(nodes?.filter(node => node === '') ?? []).toEqual([]);
    });

    it('writes a record only on top of the revision before', async () => {
      const store = under.platform.instances(under.location);
      expect(await store.get(UID)).toBeUndefined();
      await store.put(UID, recordOf(spec, 1));
      const again = store.put(UID, recordOf(spec, 1));
      await expect(again).rejects.toMatchObject({ name: 'ConflictError' });
      const ahead = store.put(UID, recordOf(spec, 3));
      await expect(ahead).rejects.toMatchObject({ name: 'ConflictError' });
      await store.put(UID, recordOf({ ...spec, description: 'two' }, 2));
      expect(await store.get(UID)).toMatchObject({
        revision: 2,
        spec: { description: 'two' },
      });
      expect((await store.list()).map(r => r.uid)).toEqual([UID]);
      await store.delete(UID);
      await store.delete(UID);
      expect(await store.get(UID)).toBeUndefined();
    });

    it('lets exactly one of two writers of one revision win', async () => {
      const store = under.platform.instances(under.location);
      const writes = await Promise.allSettled(
        ['a', 'b', 'c', 'd'].map(description =>
          store.put(UID, recordOf({ ...spec, description }, 1)),
        ),
      );
      expect(writes.filter(w => w.status === 'fulfilled')).toHaveLength(1);
      await store.delete(UID);
    });

    it('keeps secrets by instance and name, and forgets them together', async () => {
      const secrets = under.platform.secrets(under.location);
      await under.platform
        .instances(under.location)
        .put(UID, recordOf(spec, 1));
      await secrets.put(UID, 'admin', { username: 'a', password: 'one' });
      await secrets.put(UID, 'admin', {
        username: 'a',
        password: 'two',
        previous: 'one',
      });
      await secrets.put(UID, 'user-app', { username: 'b', password: 'three' });
      expect(await secrets.get(UID, 'admin')).toEqual({
        username: 'a',
        password: 'two',
        previous: 'one',
      });
      await secrets.delete(UID, 'admin');
      await secrets.delete(UID, 'admin');
      expect(await secrets.get(UID, 'admin')).toBeUndefined();
      await secrets.deleteAll(UID);
      expect(await secrets.get(UID, 'user-app')).toBeUndefined();
      await under.platform.instances(under.location).delete(UID);
    });

    it('watches: a full picture first, then what changes', async () => {
      const store = under.platform.instances(under.location);
      await store.put(UID, recordOf(spec, 1));
      const seen: string[] = [];
      const end = under.platform.watch(under.location, event => {
        seen.push(
          event.type === 'record'
            ? `record ${event.record.revision}`
            : event.type,
        );
      });
      try {
        await until(() => seen.includes('synced'));
        expect(seen.slice(0, seen.indexOf('synced'))).toContain('record 1');
        await store.put(UID, recordOf({ ...spec, description: 'x' }, 2));
        await until(() => seen.includes('record 2'));
        await store.delete(UID);
        await until(() => seen.includes('record-gone'));
      } finally {
        end();
      }
    });

    it('lets go of a log when its reader does', async () => {
      const { platform, location } = under;
      const reader = new AbortController();
      const reading = (async () => {
        const chunks = platform.logs?.(location, UID, {
          member: 'nobody',
          lines: 1,
          follow: true,
          previous: false,
          signal: reader.signal,
        });
        for await (const chunk of chunks ?? []) {
          if (chunk.type === 'lines') {
            throw new Error('There is nobody who could have written it');
          }
        }
      })();
      reader.abort();
      // It ends, or says for people why there is none.
      const told = await reading.then(
        () => ({ en: 'It ended', zh: '已结束' }),
        error => error.reason?.text,
      );
      expect(told).toEqual({ en: expect.any(String), zh: expect.any(String) });
    });

    it('has no resources of what is not there', async () => {
      const { platform, location } = under;
      expect(await platform.resources(location, UID)).toEqual([]);
      const owner = { uid: UID, tenant: spec.tenant };
      const described = await platform.describe?.(location, owner, []);
      expect(described?.resources ?? []).toEqual([]);
      expect(platform.annotations?.(recordOf(spec, 1)) ?? {}).toEqual(
        expect.any(Object),
      );
    });
  });
}

async function notFound(): Promise<never> {
  throw new NotFoundError('There is nothing to ask');
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 15_000;
  while (!condition()) {
    if (Date.now() > end) {
      throw new Error('It was not seen in time');
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
