// @ts-check
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { Failure, line, step } = require('./say');
const { start, run, stop, explain, isStopping } = require('./processes');
const { root, log } = require('./places');
const { install, hash, readStamp, writeStamp } = require('./toolchain');
const { secrets, configFiles } = require('./settings');
const { serverFolders } = require('./servers');
const techdocs = require('./techdocs');

/**
 * The running portal, for `start`, for the browser test and for the benchmark:
 * either Backstage's development servers, or one process that serves the built app.
 * @typedef {{ port: number, backendPort: number, built: boolean, data: string, local: string,
 *   name?: string, verbose?: boolean, patienceMs?: number }} Portal
 */

/** A backend that broke because a file changed under it restarts within this. */
const BROKEN_MS = 1_500;

/** @param {string} url @returns {Promise<number>} the status, 0 when nobody answers */
const statusOf = url =>
  new Promise(resolve => {
    const request = http.get(
      url,
      { timeout: 120_000, headers: { accept: 'text/html,application/json' } },
      response => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
        response.once('error', () => resolve(0));
      },
    );
    request.once('error', () => resolve(0));
    request.once('timeout', () => request.destroy());
  });

/** All files below a folder that a build of the app reads. @param {string} folder @param {string[]} found */
function sources(folder, found = []) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (
        ![
          'node_modules',
          'dist',
          'dist-types',
          'e2e-tests',
          'coverage',
        ].includes(entry.name)
      )
        sources(at, found);
    } else if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) {
      found.push(at);
    }
  }
  return found;
}

/** The frontend packages and what they share, by their role. */
function frontendPackages() {
  const roles = [
    'frontend',
    'frontend-plugin',
    'frontend-plugin-module',
    'web-library',
    'common-library',
  ];
  return ['packages', 'plugins'].flatMap(group =>
    fs
      .readdirSync(path.join(root, group))
      .map(name => path.join(root, group, name))
      .filter(folder => {
        const manifest = path.join(folder, 'package.json');
        return (
          fs.existsSync(manifest) &&
          roles.includes(
            JSON.parse(fs.readFileSync(manifest, 'utf8')).backstage?.role,
          )
        );
      }),
  );
}

/** Builds the app once per state of its sources. @param {NodeJS.ProcessEnv} env @param {string[]} configs */
async function buildApp(env, configs) {
  const files = [
    ...frontendPackages().flatMap(folder => sources(folder)),
    path.join(root, 'yarn.lock'),
    path.join(root, 'app-config.yaml'),
  ].sort();
  const wanted = hash(
    files
      .map(
        file => `${path.relative(root, file)} ${hash(fs.readFileSync(file))}`,
      )
      .join('\n'),
  );
  const folder = path.join(root, 'packages', 'app');
  if (
    readStamp('app') === wanted &&
    fs.existsSync(path.join(folder, 'dist', 'index.html'))
  )
    return;
  const at = step('building the app');
  const result = await run(
    'backstage-cli',
    ['package', 'build', ...configs.flatMap(file => ['--config', file])],
    {
      cwd: folder,
      env,
      log: log('app-build'),
    },
  );
  if (!result.ok) {
    at.fail();
    throw explain('Building the app', result.output, log('app-build'));
  }
  writeStamp('app', wanted);
  at.done();
}

/**
 * Installs what is missing, starts the portal and waits until it can be used.
 * @param {Portal} portal
 */
async function launch(portal) {
  const installed = await install();
  const binaries = serverFolders();
  const docs = techdocs.mkdocs();
  const env = {
    ...installed,
    PATH: [techdocs.venvBin(), installed.PATH].join(path.delimiter),
    ...secrets(),
    NODE_ENV: 'development',
    PORTAL_DATA: portal.data,
    DBAAS_LOCAL_ROOT: portal.local,
    DBAAS_LOCAL_BINARIES: [...binaries, process.env.DBAAS_LOCAL_BINARIES]
      .filter(Boolean)
      .join(path.delimiter),
  };
  const configs = configFiles({ ...portal, docs }, portal.name);
  if (portal.built) await buildApp(env, configs);
  const began = Date.now();
  const logFile = log(portal.name ?? 'start');
  const at = step('starting the portal');
  /** When the backend said that it cannot start. @type {number | undefined} */
  let brokenAt;
  let misbuilt = false;
  const running = start(
    'backstage-cli',
    [
      'repo',
      'start',
      ...(portal.built ? ['backend'] : []),
      ...configs.flatMap(file => ['--config', file]),
    ],
    {
      cwd: root,
      env,
      log: logFile,
      show: portal.verbose,
      onLine: text => {
        // Backstage's own words, and Node's last ones after an uncaught error: its watcher would wait for a change for ever.
        if (/startup failed|BackendStartupError|^Node\.js v\d+\./i.test(text))
          brokenAt ??= Date.now();
        // Somebody saved a file meanwhile: it tries again.
        if (/^Change detected, restarting/i.test(text)) brokenAt = undefined;
        if (/^Rspack compiled with \d+ errors?/i.test(text)) misbuilt = true;
      },
    },
  );
  let over = false;
  running.ended.then(() => (over = true));
  const front = `http://localhost:${
    portal.built ? portal.backendPort : portal.port
  }`;
  const ready = `http://localhost:${portal.backendPort}/.backstage/health/v1/readiness`;
  const until = Date.now() + (portal.patienceMs ?? 300_000);
  /** @param {string} why */
  const giveUp = async why => {
    at.fail();
    await stop([running.child]);
    throw new Failure(`${why} The whole output is in ${logFile}.`, {
      detail: running.tail().split('\n').slice(-40).join('\n'),
    });
  };
  let backend = false;
  let page = false;
  while (!backend || !page) {
    if (over && !isStopping())
      await giveUp('The portal ended while it started.');
    if (brokenAt && Date.now() - brokenAt > BROKEN_MS)
      await giveUp('The backend could not start.');
    if (Date.now() > until)
      await giveUp(
        `The portal did not answer in time (${
          page ? 'the backend' : 'the page'
        } is missing).`,
      );
    backend ||= (await statusOf(ready)) === 200;
    page ||= (await statusOf(front)) === 200;
    at.note(
      `${page ? '' : 'compiling the page'}${page || backend ? '' : ', '}${
        backend ? '' : 'waiting for the backend'
      }`,
    );
    if (!backend || !page)
      await new Promise(resolve => setTimeout(resolve, 200));
  }
  at.done();
  if (misbuilt)
    line(`• the page was compiled with errors, which ${logFile} shows`);
  return { ...running, url: front, env, logFile, readyMs: Date.now() - began };
}

module.exports = { launch, statusOf };
