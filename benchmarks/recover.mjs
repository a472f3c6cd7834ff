import { clients, untilAnswers } from './slim/clients.mjs';
import { pause, startSlimPortal } from './slim/portal.mjs';
import { launchesOf } from './slim/programs.mjs';

/**
 * A database's process is killed (-9): how long until the portal says that
 * something is wrong, and until it says that all is well again, per engine
 * found here; against the engine's bare restart: start after kill -9 with the
 * same program, arguments and data, until it answers.
 */

const ROUNDS = 5;
const PATIENCE_MS = 120_000;
/** Lives longer than a quick death, after which the platform waits longer on purpose. */
const REST_MS = 11_000;
const PORTS = {
  ours: { from: 27_100, to: 27_149 },
  bare: { from: 27_150, to: 27_199 },
};

const now = () => performance.now();
const seconds = since => (now() - since) / 1000;

/** Engines that can be run here, each in the first version that is offered. */
async function enginesHere({ portal, say }) {
  const { offers } = await portal.get('/engines');
  return offers
    .filter(({ location }) => location === 'local')
    .flatMap(({ engine, versions }) => {
      const version = versions.find(
        ({ availability }) => availability.available,
      );
      if (!version) {
        const reason = versions[0]?.availability.reason?.text.en ?? 'not here';
        say(`${engine}: skipped, ${reason}`);
      } else if (!clients[engine]) {
        say(`${engine}: skipped, benchmarks/slim/clients.mjs has no client`);
      } else return [{ engine, version: version.id }];
      return [];
    });
}

/** Makes a database, and waits until the portal shows that it is well. */
async function make(portal, engine, version) {
  const name = `recover-${engine}`;
  const { uid, operation } = await portal.request(name, engine, version);
  await portal.succeeded(operation.id);
  await untilHealth(portal, uid, health => health === 'green');
  const { status } = await portal.get(`/instances/${uid}`);
  const { port } = status.endpoints.find(({ role }) => role === 'rw');
  return { uid, login: { ...(await portal.login(uid)), port } };
}

async function untilHealth(portal, uid, isWanted) {
  const until = now() + PATIENCE_MS;
  for (;;) {
    const { status } = await portal.get(`/instances/${uid}`);
    if (isWanted(status.health)) return;
    if (now() > until)
      throw new Error(`It stays ${status.health}: ${JSON.stringify(status)}`);
    await pause(10);
  }
}

/** Kills the server of a running database, and watches what the portal says. */
async function killOurs(portal, { uid }) {
  const [{ pid }] = launchesOf(portal.local, uid);
  const began = now();
  process.kill(pid, 'SIGKILL');
  await untilHealth(
    portal,
    uid,
    health => health === 'red' || health === 'yellow',
  );
  const shown = seconds(began);
  await untilHealth(portal, uid, health => health === 'green');
  return { shown, green: seconds(began) };
}

/** The bare server on data that a killed server left. */
class BareServer {
  constructor(context, engine, { launch, login }) {
    Object.assign(this, { context, engine, launch, login });
  }

  async start() {
    const { program, args, ...options } = this.launch;
    const began = now();
    const { child } = this.context.start(program, args, options);
    this.child = child;
    await untilAnswers(this.engine, this.login, PATIENCE_MS);
    return seconds(began);
  }

  /** With all that it started: what is left of it must not count as its restart. */
  async kill() {
    process.kill(-this.child.pid, 'SIGKILL');
    while (this.child.exitCode === null && this.child.signalCode === null)
      await pause(5);
  }

  stop() {
    return this.context.stop([this.child], 'SIGTERM');
  }
}

/** A portal makes the data of the reference and goes; its servers stop with it. */
async function makeBareServers(context, engines) {
  const portal = await startSlimPortal(context, 'bare', PORTS.bare);
  const servers = [];
  try {
    for (const { engine, version } of engines) {
      const { uid, login } = await make(portal, engine, version);
      const [launch] = launchesOf(portal.local, uid);
      servers.push(new BareServer(context, engine, { launch, login }));
    }
  } finally {
    await portal.stop();
  }
  return servers;
}

/** @param {import('./context').Context} context */
export default async function measure(context) {
  const { median, say } = context;
  const portal = await startSlimPortal(context, 'ours', PORTS.ours);
  let bare = [];
  try {
    const engines = await enginesHere({ portal, say });
    bare = await makeBareServers(context, engines);
    for (const server of bare) await server.start();
    const made = [];
    for (const { engine, version } of engines)
      made.push(await make(portal, engine, version));
    const times = engines.map(() => ({ shown: [], green: [], bare: [] }));
    for (let round = 1; round <= ROUNDS; round += 1) {
      await pause(REST_MS);
      for (const [at, { engine }] of engines.entries()) {
        const { shown, green } = await killOurs(portal, made[at]);
        await bare[at].kill();
        const restart = await bare[at].start();
        times[at].shown.push(shown);
        times[at].green.push(green);
        times[at].bare.push(restart);
        say(
          `round ${round}, ${engine}: shown after ${shown.toFixed(
            2,
          )} s, green after ${green.toFixed(
            2,
          )} s; bare restart ${restart.toFixed(2)} s`,
        );
      }
    }
    return Object.fromEntries(
      engines.flatMap(({ engine }, at) => {
        const reference = median(times[at].bare);
        const figure = ours => ({
          ours: median(ours),
          reference,
          target: null,
          better: 'lower',
          unit: 's',
        });
        return [
          [`recover-${engine}-shown`, figure(times[at].shown)],
          [`recover-${engine}`, figure(times[at].green)],
        ];
      }),
    );
  } finally {
    await portal.stop();
    await Promise.all(bare.map(server => server.stop()));
  }
}
