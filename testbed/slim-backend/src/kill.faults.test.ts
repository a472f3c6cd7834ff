import {
  Created,
  InstanceDetail,
  InstanceList,
  Operation,
} from '@dbaas-portal/plugin-dbaas-common';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { deletionOf, requestOf } from './__testUtils__/requests';
import { SlimBackend } from './__testUtils__/SlimBackend';
import {
  membersIn,
  NO_TRACES,
  serversIn,
  tracesIn,
} from './__testUtils__/traces';

/** 20 in CI; the long run sets more. */
const ROUNDS = Number(process.env.DBAAS_KILL_ROUNDS ?? 20);
const SEED = Number(process.env.DBAAS_KILL_SEED ?? Date.now() % 1_000_000);
/** A create takes about this long: later kills would find nothing to break. */
const LATEST_KILL_MS = 4_000;

jest.setTimeout(300_000 + ROUNDS * 300_000);

/** Small and repeatable (mulberry32): the printed seed gives the same kills. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) % 0x100000000;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  };
}

describe(`a backend killed at random moments (seed ${SEED})`, () => {
  const random = randomFrom(SEED);
  let folder: string;
  let backend: SlimBackend;

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'dbaas-kill-'));
    await fs.chmod(folder, 0o755);
    backend = await SlimBackend.create(folder, {
      ports: { from: 25000, to: 25199 },
    });
    await backend.start();
  });

  afterAll(async () => {
    await backend?.stop();
    await fs.rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const killSomeTime = async () => {
    await new Promise(r => setTimeout(r, random() * LATEST_KILL_MS));
    await backend.kill();
    await backend.start();
  };

  it('creates and deletes once, leaving nothing', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const name = `round-${round}`;
      const request = requestOf(name);
      const key = `create-${name}`;
      const created = await backend.post<Created>('/instances', request, key);
      expect([name, created.status]).toEqual([name, 202]);
      await killSomeTime();
      // Whoever did not see the answer asks again: the same one comes.
      const again = await backend.post<Created>('/instances', request, key);
      expect(again.body.uid).toBe(created.body.uid);
      const operation = await backend.ended(created.body.operation.id);
      expect([name, operation.state, operation.reason]).toEqual([
        name,
        'succeeded',
        undefined,
      ]);
      const instance = await backend.get<InstanceDetail>(
        `/instances/${created.body.uid}`,
      );
      expect(instance.body.record.phase).toBe('active');
      expect(await membersIn(backend.local)).toHaveLength(1);

      const deleted = await backend.post<Operation>(
        `/instances/${created.body.uid}/operations`,
        deletionOf(name),
      );
      expect(deleted.status).toBe(202);
      await killSomeTime();
      expect(await backend.ended(deleted.body.id)).toMatchObject({
        state: 'succeeded',
      });
      expect(
        (await backend.get<InstanceList>('/instances')).body.items,
      ).toEqual([]);
      expect(await serversIn(backend.local)).toEqual([]);
      expect(await tracesIn(backend.local)).toEqual(NO_TRACES);
    }
  });
});
