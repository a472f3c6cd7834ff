import {
  Accounts,
  Created,
  InstanceList,
  Operation,
  OperationDetail,
} from '@dbaas-portal/plugin-dbaas-common';
import createKnex from 'knex';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { deletionOf, requestOf } from './__testUtils__/requests';
import { SlimBackend } from './__testUtils__/SlimBackend';
import {
  membersIn,
  namesBelow,
  NO_TRACES,
  serversIn,
  tracesIn,
} from './__testUtils__/traces';

/** More than any operation has steps: against a loop that makes no progress. */
const MOST_DEATHS = 40;

jest.setTimeout(1_800_000);

/** The mortal one dies at each step; the plain one is what it is compared to. */
describe('a backend killed after each step', () => {
  let folder: string;
  let mortal: SlimBackend;
  let plain: SlimBackend;

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'dbaas-steps-'));
    await fs.chmod(folder, 0o755);
    const ports = { from: 25200, to: 25299 };
    plain = await SlimBackend.create(folder, { ports });
    mortal = await SlimBackend.create(folder, { ports, entry: 'mortal' });
  });

  afterAll(async () => {
    await mortal?.kill();
    // Whatever is left runs below its folder: the next one takes it back.
    if (plain && !plain.isAlive) {
      await plain.start();
    }
    await plain?.stop();
    await fs.rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** The journal as it is while no backend lives. */
  const journal = async (operation: string): Promise<string[]> => {
    const ledger = createKnex({
      client: 'better-sqlite3',
      connection: { filename: path.join(folder, 'sqlite', 'dbaas.sqlite') },
      useNullAsDefault: true,
    });
    try {
      const rows = await ledger('operation_steps')
        .where({ operation_id: operation })
        .orderBy('position')
        .select('step_id', 'state');
      return rows.map(row => `${row.step_id} ${row.state}`);
    } finally {
      await ledger.destroy();
    }
  };

  /** Starts it again after each death, until the operation has ended. */
  const diesAlong = async (
    id: string,
  ): Promise<{ operation: OperationDetail; deaths: string[] }> => {
    const deaths: string[] = [];
    for (;;) {
      const operation = await mortal.endedOrDead(id);
      if (operation) {
        return { operation, deaths };
      }
      const steps = await journal(id);
      const ended = steps.filter(step => !step.endsWith(' running'));
      // One step further than at the death before, none doubled, none undone.
      expect(ended.slice(0, -1)).toEqual(deaths);
      expect(ended).toEqual(steps);
      deaths.push(ended[ended.length - 1]);
      expect(deaths.length).toBeLessThan(MOST_DEATHS);
      await mortal.startToDie();
    }
  };

  /** Asked for again with the same key, by who did not see the answer. */
  const insist = async <T>(pathname: string, body: unknown, key: string) => {
    for (let deaths = 0; deaths < 3; deaths++) {
      const answer = await mortal
        .post<T>(pathname, body, key)
        .catch(() => undefined);
      if (answer) {
        expect(answer.status).toBe(202);
        return answer.body;
      }
      await mortal.startToDie();
    }
    throw new Error('Nobody lived long enough to answer');
  };

  it('creates and deletes as one that lives on', async () => {
    await plain.start();
    const reference = await plain.post<Created>(
      '/instances',
      requestOf('reference'),
    );
    const whole = await plain.ended(reference.body.operation.id);
    expect(whole.state).toBe('succeeded');
    await plain.stop();

    await mortal.start();
    const created = await insist<Created>(
      '/instances',
      requestOf('mortal'),
      'c',
    );
    const { uid } = created;
    const made = await diesAlong(created.operation.id);
    expect([made.operation.state, made.operation.reason]).toEqual([
      'succeeded',
      undefined,
    ]);
    const stepsOf = (operation: OperationDetail) =>
      operation.steps.map(step => `${step.id} ${step.state}`);
    expect(made.deaths).toEqual(stepsOf(made.operation));
    expect(made.deaths).toEqual(stepsOf(whole));
    await mortal.kill();

    await plain.start();
    const two = [uid, reference.body.uid];
    expect(await membersIn(plain.local)).toHaveLength(2);
    const [mine, other] = await Promise.all(
      two.map(async id => ({
        secrets: await namesBelow(path.join(plain.local, 'secrets', id)),
        accounts: (await plain.get<Accounts>(`/instances/${id}/accounts`)).body,
      })),
    );
    expect(mine.secrets).toEqual(other.secrets);
    const names = ({ databases, users }: Accounts) => [
      ...databases.map(d => d.name),
      ...users.map(u => [u.name, u.locked, u.grants]),
    ];
    expect(names(mine.accounts)).toEqual(names(other.accounts));
    const traces = await tracesIn(plain.local);
    expect(traces.instances.sort()).toEqual([...two].sort());
    expect(traces.ports).toHaveLength(2);
    await plain.stop();

    await mortal.start();
    const asked = await insist<Operation>(
      `/instances/${uid}/operations`,
      deletionOf('mortal'),
      'd',
    );
    const gone = await diesAlong(asked.id);
    expect(gone.operation.state).toBe('succeeded');
    expect(gone.deaths).toEqual(stepsOf(gone.operation));
    expect(gone.deaths.length).toBeGreaterThan(0);
    await mortal.kill();

    await plain.start();
    const { body } = await plain.get<InstanceList>('/instances');
    expect(body.items.map(i => i.record.uid)).toEqual([reference.body.uid]);
    expect(
      (await serversIn(plain.local)).filter(line => line.includes(uid)),
    ).toEqual([]);
    const last = await plain.post<Operation>(
      `/instances/${reference.body.uid}/operations`,
      deletionOf('reference'),
    );
    expect((await plain.ended(last.body.id)).state).toBe('succeeded');
    expect(await serversIn(plain.local)).toEqual([]);
    expect(await tracesIn(plain.local)).toEqual(NO_TRACES);
  });
});
