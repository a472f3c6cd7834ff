// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { root } = require('../places');

/** The parts of the test, in the order in which they run. */
const PARTS = [
  'static',
  'unit',
  'backend',
  'engines',
  'faults',
  'e2e',
  'kubernetes',
  'pods',
  'production',
  'adoption',
];

/** Parts that run only when they are asked for by name, or are at hand, and why. */
const LONG = {
  kubernetes:
    'the first time it builds an API server from source, for ten minutes and more',
  pods: 'it runs an operator and databases in pods, as root, and builds both the first time',
  production: 'it builds and installs a whole portal, for minutes',
  adoption:
    'it makes, installs and builds a whole portal from the package registry, for minutes',
};

const DESCRIPTIONS = {
  static: 'type check, lint, format, config, API reports, OpenAPI',
  unit: 'pure code and frontends',
  backend:
    'backend plugins and modules at their seam, on SQLite and PostgreSQL',
  engines: 'real database servers on this machine',
  faults: 'kill, cut, fill: and nothing is lost',
  e2e: 'the whole portal in a real browser',
  kubernetes: 'the platform of clusters on a real API server',
  pods: 'real operators, and databases in pods',
  production: 'the bundle for production, built, looked into and started',
  adoption: "the packed plugins in somebody else's portal",
};

const BACKEND = /^plugins\/([^/]*-backend(-module-[^/]*)?|dbaas-node)\//;

/**
 * Which part a test file belongs to; its name decides, so that nobody keeps a list.
 * @param {string} file relative to the repository
 */
function partOf(file) {
  if (/\.engines\.test\.tsx?$/.test(file)) return 'engines';
  if (/\.faults\.test\.tsx?$/.test(file)) return 'faults';
  if (/\.kubernetes\.test\.[jt]s$/.test(file)) return 'kubernetes';
  if (/\.pods\.test\.[jt]s$/.test(file)) return 'pods';
  if (/^packages\/[^/]+\/e2e-tests\//.test(file)) return 'e2e';
  if (BACKEND.test(file) || file.startsWith('packages/backend/'))
    return 'backend';
  return 'unit';
}

const IGNORED = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'coverage',
  '.portal',
  'site',
]);

/** @param {string} folder @param {string[]} found */
function walk(folder, found) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory() && !IGNORED.has(entry.name)) walk(at, found);
    else if (entry.isFile() && /\.test\.([jt]s|tsx)$/.test(entry.name))
      found.push(path.relative(root, at));
  }
  return found;
}

/** Every test file of the repository by part. */
function testFiles() {
  /** @type {Record<string, string[]>} */
  const byPart = Object.fromEntries(PARTS.map(part => [part, []]));
  for (const group of ['packages', 'plugins', 'testbed']) {
    const folder = path.join(root, group);
    if (fs.existsSync(folder))
      walk(folder, [])
        .sort()
        .forEach(file => byPart[partOf(file)].push(file));
  }
  return byPart;
}

module.exports = { PARTS, LONG, DESCRIPTIONS, partOf, testFiles };
