// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { line } = require('./say');
const { run } = require('./processes');
const { ensureState, log } = require('./places');

/**
 * MkDocs for the runbooks, in a virtual environment of the checkout's own. It is
 * made beside the start of the portal and never holds it up: the backend calls
 * `mkdocs` from PATH at the moment somebody opens a page.
 */

const PACKAGE = 'mkdocs-techdocs-core==1.7.1';
const venv = () => path.join(ensureState(), 'techdocs');
const venvBin = () => path.join(venv(), 'bin');
const failedMark = () => path.join(ensureState(), 'techdocs.failed');
const isReady = () => fs.existsSync(path.join(venv(), 'complete'));
const CURE =
  'install python3 with its venv module and let pip reach a package index, or install the packages mkdocs and mkdocs-material, then start again';

/** @param {string} program @param {string} [searchPath] */
function which(program, searchPath = process.env.PATH ?? '') {
  for (const folder of searchPath.split(path.delimiter)) {
    const file = path.join(folder, program);
    try {
      fs.accessSync(file, fs.constants.X_OK);
      if (fs.statSync(file).isFile()) return file;
    } catch {
      // Not in this folder: the next one.
    }
  }
  return undefined;
}

/** Which MkDocs a portal that starts now will use. `core`: with the TechDocs plugin. */
function mkdocs() {
  const own = path.join(venvBin(), 'mkdocs');
  if (isReady()) return { command: own, core: true };
  const system = which('mkdocs');
  if (which('python3') && !(system && fs.existsSync(failedMark())))
    return { command: own, core: true };
  return system ? { command: system, core: false } : undefined;
}

/** Makes the environment; resolves to a sentence about how it went. */
async function bring() {
  if (isReady()) return 'runbooks: ready';
  const python = which('python3');
  const system = which('mkdocs');
  if (!python)
    return system
      ? 'runbooks: with the mkdocs of this machine'
      : `runbooks cannot be shown yet: ${CURE}`;
  const made = await run(python, ['-m', 'venv', venv()], {
    log: log('techdocs-venv'),
    timeoutMs: 180_000,
  });
  const got =
    made.ok &&
    (await run(
      path.join(venvBin(), 'pip'),
      ['install', '--disable-pip-version-check', '--no-input', PACKAGE],
      {
        log: log('techdocs-pip'),
        timeoutMs: 600_000,
      },
    ));
  if (got && got.ok && fs.existsSync(path.join(venvBin(), 'mkdocs'))) {
    fs.writeFileSync(path.join(venv(), 'complete'), PACKAGE);
    fs.rmSync(failedMark(), { force: true });
    return 'runbooks: MkDocs is ready';
  }
  fs.rmSync(venv(), { recursive: true, force: true });
  fs.writeFileSync(failedMark(), '');
  if (system)
    return 'runbooks: pip could not bring MkDocs; the one of this machine is used from the next start on';
  return `runbooks cannot be shown yet (${
    made.ok
      ? 'pip could not bring MkDocs'
      : 'python3 could not make a virtual environment'
  }): ${CURE}`;
}

/** Brings MkDocs beside whatever else happens, and says how it went. */
function bringInBackground() {
  if (isReady()) return Promise.resolve();
  return bring().then(
    sentence => line(`• ${sentence}`),
    error => line(`• runbooks cannot be shown yet: ${error.message}`),
  );
}

module.exports = {
  bring,
  bringInBackground,
  mkdocs,
  venvBin,
  isReady,
  which,
  CURE,
};
