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
const { SCRIPTS, script } = require('./scripts');
const { staticChecks } = require('./static');

/** @param {string | undefined} only */
function chosenParts(only) {
  if (!only) return PARTS.filter(part => !(part in LONG));
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

/** The unit tests of the packages that differ from the last commit, else those of the shared packages. @param {string[]} files */
async function changedOnly(files) {
  const status = await run(
    'git',
    ['status', '--porcelain', '--untracked-files=all'],
    { cwd: root },
  );
  const changed = status.ok
    ? status.output.split('\n').map(text => text.slice(3))
    : [];
  const packages = new Set(
    changed
      .map(file => /^(plugins|packages)\/[^/]+\//.exec(file)?.[0])
      .filter(Boolean),
  );
  const ofChanged = files.filter(file =>
    [...packages].some(folder => file.startsWith(String(folder))),
  );
  return ofChanged.length > 0
    ? ofChanged
    : files.filter(file => /^plugins\/dbaas-(common|react)\//.test(file));
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
  for (const part of parts) {
    line();
    line(
      `== ${part}: ${
        DESCRIPTIONS[/** @type {keyof typeof DESCRIPTIONS} */ (part)]
      } (${seconds(began)})`,
    );
    if (part === 'static')
      await staticChecks(tally, env, Boolean(options.quick));
    else if (part in SCRIPTS) await script(tally, part, env);
    else if (part === 'e2e')
      await require('./e2e').endToEnd(tally, files.e2e, env);
    else if (part === 'unit')
      await jest(
        tally,
        part,
        options.quick ? await changedOnly(files.unit) : files.unit,
        env,
      );
    else if (part === 'backend')
      await require('./backend').backendTests(tally, files.backend, env);
    // Real servers and kills are timed: one worker, so that tests do not starve each other.
    else await jest(tally, part, files[part], env, { workers: 1 });
  }
  if (!options.only && !options.quick)
    for (const [part, reason] of Object.entries(LONG))
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
