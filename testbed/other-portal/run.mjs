import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { packPlugins } from './pack.mjs';
import { buildPages, checkTypes, makePortal } from './portal.mjs';
import { mustWith } from './programs.mjs';
import { walk } from './walk.mjs';

const require = createRequire(import.meta.url);
const { freePort } = require('../../tools/launcher/ports');
const processes = require('../../tools/launcher/processes');
const { statusOf } = require('../../tools/launcher/portal');

const root = path.resolve(import.meta.dirname, '../..');
const PATIENCE_MS = 600_000;
const say = text => process.stdout.write(`   ${text}\n`);

/** Starts the portal's backend, has `use` use it, and ends it as Ctrl-C does. */
async function withBackend(app, url, use) {
  const running = processes.start('yarn', ['workspace', 'backend', 'start'], {
    cwd: app,
  });
  let over = false;
  running.ended.then(() => {
    over = true;
  });
  try {
    const end = Date.now() + PATIENCE_MS;
    while ((await statusOf(`${url}/.backstage/health/v1/readiness`)) !== 200) {
      if (over || Date.now() > end) throw new Error('the backend is not ready');
      await new Promise(resolve => setTimeout(resolve, 500));
    }
    await use();
  } catch (error) {
    process.stderr.write(running.tail().slice(-8000));
    throw error;
  } finally {
    await processes.stop([running.child]);
  }
}

/** Processes whose command line names a folder of ours. */
function leftBehind(folder) {
  return fs
    .readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter(pid => {
      try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false; // It has ended meanwhile.
      }
    });
}

async function main() {
  processes.stopOnSignals();
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'other-portal-'));
  // Started by root, servers run as another user, who must be able to pass.
  fs.chmodSync(work, 0o711);
  const remove = () => fs.rmSync(work, { recursive: true, force: true });
  processes.onStop(remove);
  try {
    const must = mustWith(processes.run);
    const packed = await packPlugins({ root, work, must, say });
    say(`${packed.length} plugins are packed, and fit for use`);
    const data = path.join(work, 'data');
    const from = await freePort();
    const context = { root, work, say, must, run: processes.run };
    const { app, url } = await makePortal(context, packed, {
      data,
      templates: path.join(root, 'catalog/templates'),
      port: await freePort(),
      ports: { from, to: from + 20 },
    });
    await checkTypes(context, app);
    await buildPages(context, app);
    await withBackend(app, url, () =>
      walk(url, { engine: 'postgresql', location: 'local', say }),
    );
    const left = leftBehind(data);
    if (left.length > 0) throw new Error(`still running: ${left.join(', ')}`);
    say('nothing is left running');
  } finally {
    remove();
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
