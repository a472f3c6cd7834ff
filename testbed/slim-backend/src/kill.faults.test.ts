import {
  Created,
  InstanceDetail,
  InstanceList,
  Operation,
} from '@dbaas-portal/plugin-dbaas-common';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SlimBackend } from './__testUtils__/SlimBackend';

/** 20 in CI; the long run sets more. */
const ROUNDS = Number(process.env.DBAAS_KILL_ROUNDS ?? 20);
const SEED = Number(process.env.DBAAS_KILL_SEED ?? Date.now() % 1_000_000);
/** A create takes about this long: later kills would find nothing to break. */
const LATEST_KILL_MS = 4_000;

jest.setTimeout(60_000 + ROUNDS * 120_000);

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

async function listed(folder: string): Promise<string[]> {
  return fs.readdir(folder).catch(() => []);
}

/** Processes that work in the folder, by their command lines. */
async function serversIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of await listed('/proc')) {
    if (/^\d+$/.test(pid)) {
      const line = await fs
        .readFile(`/proc/${pid}/cmdline`, 'utf8')
        .catch(() => '');
      if (line.includes(`${folder}/instances`)) {
        found.push(line.replaceAll('\0', ' '));
      }
    }
  }
  return found;
}

describe(`a backend killed at random moments (seed ${SEED})`, () => {
  const random = randomFrom(SEED);
  let folder: string;
  let backend: SlimBackend;

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'dbaas-kill-'));
    await fs.chmod(folder, 0o755);
    backend = await SlimBackend.create(folder, { from: 25000, to: 25199 });
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
      const request = {
        name,
        tenant: 'faults',
        engine: 'postgresql',
        version: '18',
        location: 'local',
        topology: 'single',
        resources: { cpuMillis: 100, memoryMib: 256, storageMib: 512 },
        environment: 'test',
      };
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
      const main = (await serversIn(backend.local)).filter(line =>
        line.includes(' -D '),
      );
      expect(main).toHaveLength(1);

      // No catalog here to ask what depends on it.
      const deleted = await backend.post<Operation>(
        `/instances/${created.body.uid}/operations`,
        { kind: 'delete', input: { confirm: name, despiteDependants: true } },
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
      for (const part of [
        'instances',
        'ports',
        'secrets',
        'records/instances',
      ]) {
        expect([part, await listed(path.join(backend.local, part))]).toEqual([
          part,
          [],
        ]);
      }
    }
  });
});
