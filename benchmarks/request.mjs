import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { untilAnswers } from './slim/clients.mjs';
import { startSlimPortal } from './slim/portal.mjs';
import { launchesOf } from './slim/programs.mjs';

/**
 * From the moment a request for a PostgreSQL is accepted (202) until its user's
 * own login has answered a first query, against the bare way to the same point
 * with the same programs, user and disk: `initdb`, start, first query.
 */

const ENGINE = 'postgresql';
const VERSION = '18';
const ROUNDS = 5;
const FIRST_QUERY_MS = 60_000;
/** A server that is there but does not know the user yet is at work: each try costs it. */
const TRY_MS = 15;
const PORTS = { from: 27_000, to: 27_099 };

const now = () => performance.now();

/** Ours, as an eager client does it: look for the address, take the login, try. */
async function request(portal, name, keep) {
  const { uid, operation } = await portal.request(name, ENGINE, VERSION);
  const accepted = now();
  const { detail, port } = await portal.address(uid);
  const login = await portal.login(uid, detail);
  await untilAnswers(ENGINE, { ...login, port }, FIRST_QUERY_MS, TRY_MS);
  const seconds = (now() - accepted) / 1000;
  const { steps } = await portal.succeeded(operation.id);
  if (keep) keep(uid);
  await portal.remove(uid, name);
  return { seconds, steps };
}

/** The bare way: what anybody would type, with a password as ours has one. */
async function bare(context, { folder, programs, user }) {
  const data = path.join(folder, 'data');
  const secret = path.join(folder, 'password');
  const password = randomBytes(18).toString('base64url');
  fs.mkdirSync(folder, { mode: 0o700 });
  fs.writeFileSync(secret, password, { mode: 0o600 });
  for (const at of [folder, secret]) fs.chownSync(at, user.uid, user.gid);
  const port = await context.freePort();
  const options = {
    cwd: folder,
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', HOME: folder },
    ...user,
  };
  const began = now();
  const made = await context.run(
    path.join(programs, 'initdb'),
    ['-D', data, '-U', 'bare', '-A', 'scram-sha-256', `--pwfile=${secret}`],
    options,
  );
  if (!made.ok) throw new Error(`initdb: ${made.output.slice(-2000)}`);
  const server = context.start(
    path.join(programs, 'postgres'),
    ['-D', data, '-p', String(port), '-k', folder],
    options,
  );
  try {
    await untilAnswers(
      ENGINE,
      { username: 'bare', password, database: 'postgres', port },
      FIRST_QUERY_MS,
    );
    return (now() - began) / 1000;
  } finally {
    await context.stop([server.child]);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Where ours goes: the median of each step. */
function tellSteps(context, rounds) {
  const spans = rounds.map(steps =>
    steps
      .filter(step => step.startedAt && step.endedAt)
      .map(step => [
        step.id,
        Date.parse(step.endedAt) - Date.parse(step.startedAt),
      ]),
  );
  const told = spans[0].map(([id], at) => {
    const ms = context.median(spans.map(span => span[at]?.[1] ?? 0));
    return `${id} ${ms.toFixed(0)}`;
  });
  context.say(`steps of ours, ms: ${told.join(', ')}`);
}

/** @param {import('./context').Context} context */
export default async function measure(context) {
  const portal = await startSlimPortal(context, 'portal', PORTS);
  try {
    let found;
    await request(portal, 'warm-up', uid => {
      const [server] = launchesOf(portal.local, uid);
      found = {
        programs: path.dirname(server.program),
        user: { uid: server.uid, gid: server.gid },
      };
    });
    const ours = [];
    const theirs = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      ours.push(await request(portal, `round-${round}`));
      theirs.push(
        await bare(context, {
          ...found,
          folder: path.join(context.work, `bare-${round}`),
        }),
      );
      context.say(
        `round ${round}: ours ${ours[round - 1].seconds.toFixed(
          2,
        )} s, bare ${theirs[round - 1].toFixed(2)} s`,
      );
    }
    tellSteps(
      context,
      ours.map(({ steps }) => steps),
    );
    return {
      request: {
        ours: context.median(ours.map(({ seconds }) => seconds)),
        reference: context.median(theirs),
        target: 1.3,
        better: 'lower',
        unit: 's',
      },
    };
  } finally {
    await portal.stop();
  }
}
