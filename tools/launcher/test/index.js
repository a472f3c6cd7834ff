// @ts-check
'use strict';

const path = require('node:path');
const { Failure, line, seconds } = require('../say');
const { root } = require('../places');
const { install } = require('../toolchain');
const { serverFolders } = require('../servers');
const { run } = require('../processes');
const { PARTS, LONG, DESCRIPTIONS, testFiles } = require('./parts');
const { Tally } = require('./tally');
const { jest } = require('./jest');
const { isAtHand, kubernetesTests } = require('./kubernetes');
const { SCRIPTS, script } = require('./scripts');
const { staticChecks } = require('./static');

/** @param {string | undefined} only */
function chosenParts(only) {
  if (!only) return PARTS.filter(part => !(part in LONG) || isAtHand(part));
  const names = only
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
  const unknown = names.filter(name => !PARTS.includes(name));
  if (unknown.length > 0 || names.length === 0) {
    throw new Failure(
      `There is no part "${unknown[0] ?? only}"; the parts are ${PARTS.join(
        ', ',
      )}.`,
      { code: 2 },
    );
  }
  return PARTS.filter(part => names.includes(part));
}

/** More would make the edit loop long. */
const MOST_BACKEND_FILES = 10;

/** Files that differ from the last commit. @returns {Promise<string[]>} */
async function changedFiles() {
  const status = await run(
    'git',
    ['status', '--porcelain', '--untracked-files=all'],
    { cwd: root },
  );
  return status.ok
    ? status.output
        .split('\n')
        .map(text => text.slice(3).split(' -> ').pop() ?? '')
        .filter(Boolean)
    : [];
}

/**
 * The tests of what changed since the last commit: all unit tests of a changed
 * package, and of a backend those beside or above a changed file. Where
 * nothing of that kind changed, the unit tests of the shared packages.
 * @param {Record<string, string[]>} files
 */
async function changedOnly(files) {
  const changed = await changedFiles();
  const packages = new Set(
    changed.flatMap(
      file => /^(plugins|packages|testbed)\/[^/]+\//.exec(file)?.[0] ?? [],
    ),
  );
  const unit = files.unit.filter(file =>
    [...packages].some(folder => file.startsWith(folder)),
  );
  const near = files.backend.filter(file =>
    changed.some(each => each.startsWith(`${path.dirname(file)}/`)),
  );
  const left = near.length - MOST_BACKEND_FILES;
  if (left > 0)
    line(
      `• ${left} more test files are near what changed: "./portal test --only backend" runs them`,
    );
  const chosen = [...unit, ...near.slice(0, MOST_BACKEND_FILES)];
  return chosen.length > 0
    ? chosen
    : files.unit.filter(file => /^plugins\/dbaas-(common|react)\//.test(file));
}

/** @param {Record<string, string[]>} files */
function list(files) {
  for (const part of PARTS) {
    line(
      `${part.padEnd(10)} ${
        DESCRIPTIONS[/** @type {keyof typeof DESCRIPTIONS} */ (part)]
      }`,
    );
    files[part].forEach(file => line(`             ${file}`));
  }
}

/**
 * Parts one after the other, but those that mostly wait beside each other.
 * @param {string[]} parts @returns {string[][]}
 */
function groupsOf(parts) {
  const together = parts.filter(part => ['engines', 'faults'].includes(part));
  return parts
    .filter(part => part !== together[1])
    .map(part => (part === together[0] ? together : [part]));
}

/** What the tests find in their environment. @param {NodeJS.ProcessEnv} installed */
function testEnvironment(installed) {
  const folders = [...serverFolders(), process.env.DBAAS_LOCAL_BINARIES].filter(
    Boolean,
  );
  return { ...installed, DBAAS_LOCAL_BINARIES: folders.join(path.delimiter) };
}

/**
 * @param {{ quick?: boolean, only?: string, list?: boolean, 'no-bring'?: boolean }} options
 */
async function testCommand(options) {
  const files = testFiles();
  if (options.list) return list(files);
  const parts =
    options.quick && !options.only
      ? ['static', 'unit']
      : chosenParts(options.only);
  const began = Date.now();
  const installed = await install();
  const tally = new Tally();
  if (
    !options['no-bring'] &&
    !options.quick &&
    parts.some(part => ['backend', 'engines', 'faults', 'e2e'].includes(part))
  ) {
    await require('./bring').bring(parts);
  }
  const env = testEnvironment(installed);
  const quick = Boolean(options.quick);
  const unit = quick ? await changedOnly(files) : files.unit;
  /** @param {string} part */
  const runPart = async part => {
    line();
    line(
      `== ${part}: ${
        DESCRIPTIONS[/** @type {keyof typeof DESCRIPTIONS} */ (part)]
      } (${seconds(began)})`,
    );
    if (part === 'static') await staticChecks(tally, env, quick);
    else if (part === 'kubernetes' || part === 'pods')
      await kubernetesTests(tally, part, files[part], env);
    else if (part in SCRIPTS) await script(tally, part, env);
    else if (part === 'e2e')
      await require('./e2e').endToEnd(tally, files.e2e, env);
    else if (part === 'unit') await jest(tally, part, unit, env);
    else if (part === 'backend')
      await require('./backend').backendTests(tally, files.backend, env);
    // Real servers want memory, disk and ports: one file at a time.
    else await jest(tally, part, files[part], env, { workers: 1 });
    line(`   ${part} ended (${seconds(began)})`);
  };
  for (const group of groupsOf(parts)) await Promise.all(group.map(runPart));
  if (!options.only && !options.quick)
    for (const [part, reason] of Object.entries(LONG))
      if (!parts.includes(part))
        tally.skip(
          part,
          'the whole part',
          `${reason}: "./portal test --only ${part}"`,
        );
  line();
  line(`took ${seconds(began)}`);
  return tally.close();
}

module.exports = { testCommand };
