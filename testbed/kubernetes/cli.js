// @ts-check
'use strict';

const { parseArgs } = require('node:util');
const { Failure, line, seconds, step } = require('../../tools/launcher/say');
const { onStop, stopOnSignals } = require('../../tools/launcher/processes');
const { log } = require('../../tools/launcher/places');
const { canInstall, installPackages } = require('../../tools/launcher/apt');
const { MODULES, programsOf } = require('./catalogue');
const { build, verify, programFile, recordOf } = require('./build');
const { machineObstacle, missingPackages } = require('./obstacles');
const {
  SOURCES,
  bringOperatorFiles,
  hasOperatorFiles,
  definitionsOf,
} = require('./operators/modules');

const BUILDS = ['api', 'pods', 'mariadb-operator'];

const HELP = `A real Kubernetes for tests.

  node testbed/kubernetes/cli.js build [api|pods]   makes what a level needs; once
  node testbed/kubernetes/cli.js build mariadb-operator  and what that operator needs in pods
  node testbed/kubernetes/cli.js verify                 whether the programs are still those that were built
  node testbed/kubernetes/cli.js start [api|pods]       runs a cluster until Ctrl-C
      --nodes N            at level pods
      --definitions NAME   of an operator: ${SOURCES.map(
        each => each.name,
      ).join(', ')}
  node testbed/kubernetes/cli.js prove cloudnative-pg   a PostgreSQL of one, then of three members, in pods
`;

/** @param {string} title @param {() => Promise<string | undefined>} work */
async function told(title, work) {
  const at = step(title);
  try {
    at.done(await work());
  } catch (error) {
    at.fail();
    throw error;
  }
}

/** Images of servers that operators run in pods, by the program of the operator. */
const IMAGES = {
  manager: () => {
    const {
      hasPostgresqlImage,
      postgresqlImage,
    } = require('./operators/postgresqlImage');
    return {
      of: 'PostgreSQL',
      isHere: hasPostgresqlImage,
      make: postgresqlImage,
    };
  },
  'mariadb-operator': () => {
    const {
      hasMariadbImage,
      mariadbImage,
    } = require('./operators/mariadbImage');
    return { of: 'MariaDB', isHere: hasMariadbImage, make: mariadbImage };
  },
};

/** @param {string} what */
async function buildCommand(what) {
  const pods = what !== 'api';
  const why = machineObstacle(pods ? 'pods' : 'api');
  if (why) throw new Failure(`Level "${pods ? 'pods' : 'api'}" needs ${why}.`);
  /** @type {(keyof typeof IMAGES)[]} */
  const operators = pods ? ['manager'] : [];
  if (what === 'mariadb-operator') operators.push(what);
  const names = programsOf(pods ? 'pods' : 'api', operators);
  for (const name of names.filter(each => !programFile(each)))
    await told(`building ${name}`, async () => {
      await build(name, { log: log(`build-${name}`) });
      const bytes = recordOf(name)?.bytes ?? 0;
      return `${Math.round(bytes / 1e6)} MB`;
    });
  for (const { name } of SOURCES.filter(each => !hasOperatorFiles(each.name)))
    await told(`getting the definitions of ${name}`, async () => {
      await bringOperatorFiles(name);
      return undefined;
    });
  const packages = pods ? missingPackages() : [];
  if (packages.length > 0) {
    if (!canInstall())
      throw new Failure(`Install the packages ${packages.join(', ')}.`);
    await told(`getting ${packages.join(', ')}`, async () => {
      const failed = await installPackages(packages);
      if (failed) throw new Failure(failed);
      return undefined;
    });
  }
  for (const { of, isHere, make } of operators.map(each => IMAGES[each]()))
    if (!isHere())
      await told(`making the image of ${of}`, async () => {
        await make();
        return undefined;
      });
  line(`level ${what}: all there`);
}

async function verifyCommand() {
  let wrong = 0;
  for (const { name } of MODULES.flatMap(({ programs }) => programs)) {
    const built = recordOf(name);
    const fine = built && (await verify(name));
    if (built && !fine) wrong += 1;
    line(
      `${name.padEnd(24)} ${
        built
          ? fine
            ? built.sha256
            : 'CHANGED since it was built'
          : 'not built'
      }`,
    );
  }
  if (wrong > 0)
    throw new Failure('Remove what was changed and build it again.');
}

/** @param {'api' | 'pods'} level @param {{ nodes?: string, definitions?: string[] }} options */
async function startCommand(level, { nodes = '1', definitions = [] }) {
  const { startCluster } = require('./cluster');
  const cluster = await startCluster({
    level,
    nodes: Number(nodes),
    definitions: definitions.flatMap(definitionsOf),
  });
  onStop(() => cluster.stop());
  line(`ready after ${(cluster.readyMs / 1000).toFixed(1)} s`);
  line(`export KUBECONFIG=${cluster.kubeconfig}`);
  line('Ctrl-C ends it');
  // Until a signal ends it.
  await new Promise(() => setInterval(() => {}, 60_000));
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      nodes: { type: 'string' },
      definitions: { type: 'string', multiple: true },
    },
  });
  const [command, what] = positionals;
  const level = what === 'pods' ? 'pods' : 'api';
  stopOnSignals();
  if (values.help || !command) line(HELP);
  else if (command === 'build' && BUILDS.includes(what ?? 'api'))
    await buildCommand(what ?? 'api');
  else if (command === 'verify') await verifyCommand();
  else if (command === 'start' && (!what || what === level))
    await startCommand(level, values);
  else if (command === 'prove' && what === 'cloudnative-pg')
    await require('./operators/prove').proveCloudNativePg();
  else throw new Failure(`There is no such command.\n\n${HELP}`, { code: 2 });
}

const began = Date.now();
main().catch(error => {
  if (error.detail) line(error.detail);
  process.stderr.write(`${error.message} (after ${seconds(began)})\n`);
  process.exitCode = error.code ?? 1;
});
