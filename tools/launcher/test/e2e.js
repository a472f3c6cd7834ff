// @ts-check
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { root, ensureState, dataFolder, isRoot } = require('../places');
const { freePort } = require('../ports');
const { launch } = require('../portal');
const { run, stop, onStop } = require('../processes');
const techdocs = require('../techdocs');
const { step } = require('../say');
const { chromium } = require('./chromium');

/** @param {any} suite @param {string[]} above @returns {{ name: string, test: any }[]} */
function flatten(suite, above = []) {
  const here = suite.title ? [...above, suite.title] : above;
  return [
    ...(suite.suites ?? []).flatMap((/** @type {any} */ each) =>
      flatten(each, here),
    ),
    ...(suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
      spec.tests.map((/** @type {any} */ test) => ({
        name: [...here, spec.title].join(' › '),
        test,
      })),
    ),
  ];
}

/** @param {import('./tally').Tally} tally @param {any} report Playwright's JSON */
function count(tally, report) {
  for (const { name, test } of report.suites.flatMap(
    (/** @type {any} */ suite) => flatten(suite),
  )) {
    if (test.status === 'expected' || test.status === 'flaky') tally.pass();
    else if (test.status === 'skipped') {
      tally.skip(
        'e2e',
        name,
        test.annotations.find((/** @type {any} */ each) => each.type === 'skip')
          ?.description ?? 'the test gives no reason',
      );
    } else {
      const errors = test.results
        .flatMap((/** @type {any} */ result) => result.errors ?? [])
        .map((/** @type {any} */ error) => error.message ?? '');
      // eslint-disable-next-line no-control-regex -- Playwright colours its messages
      tally.fail('e2e', name, errors.join('\n').replace(/\x1b\[[0-9;]*m/g, ''));
    }
  }
  for (const error of report.errors ?? [])
    tally.fail('e2e', 'Playwright', error.message);
}

/**
 * Starts a portal with empty data on free ports and walks through it in a browser.
 * @param {import('./tally').Tally} tally
 * @param {string[]} files
 * @param {NodeJS.ProcessEnv} env
 */
async function endToEnd(tally, files, env) {
  const browser = chromium();
  if (files.length === 0)
    return tally.skip('e2e', 'the whole part', 'it has no tests');
  if (!browser)
    return tally.skip(
      'e2e',
      'the whole part',
      'there is no Chromium; install the package chromium or name one in PORTAL_CHROMIUM',
    );
  const bringing = step('getting MkDocs for the runbooks');
  bringing.done(await techdocs.bring());
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-e2e-'));
  if (isRoot) fs.chmodSync(temporary, 0o711);
  const remove = () => fs.rmSync(temporary, { recursive: true, force: true });
  onStop(remove);
  const port = await freePort();
  const backendPort = await freePort();
  const output = path.join(ensureState(), 'results.e2e.json');
  fs.rmSync(output, { force: true });
  const places = dataFolder({ data: temporary });
  let portal;
  try {
    portal = await launch({
      port,
      backendPort,
      // Every test loads the pages anew: the built app is there at once, and
      // leaves the second core to the databases.
      built: true,
      ...places,
      name: 'e2e',
    });
    const result = await run('playwright', ['test', '--reporter=list,json'], {
      cwd: root,
      env: {
        ...env,
        CI: 'true',
        PLAYWRIGHT_URL: portal.url,
        PLAYWRIGHT_BACKEND_URL: `http://localhost:${backendPort}`,
        PLAYWRIGHT_JSON_OUTPUT_NAME: output,
        PORTAL_CHROMIUM: browser,
        PORTAL_DATA: temporary,
        PORTAL_LOCAL: places.local,
      },
      show: true,
    });
    if (fs.existsSync(output))
      count(tally, JSON.parse(fs.readFileSync(output, 'utf8')));
    else
      tally.fail(
        'e2e',
        'Playwright',
        `it wrote no results (exit code ${result.code})\n${result.output.slice(
          -4000,
        )}`,
      );
  } catch (error) {
    const detail =
      error && typeof error === 'object' && 'detail' in error
        ? `\n${error.detail}`
        : '';
    tally.fail(
      'e2e',
      'the portal',
      `${error instanceof Error ? error.message : error}${detail}`,
    );
  } finally {
    if (portal) await stop([portal.child]);
    remove();
  }
  return undefined;
}

module.exports = { endToEnd };
