import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { loadAll } from './load.mjs';
import { packPlugins } from './pack.mjs';
import { mustWith } from './programs.mjs';

const require = createRequire(import.meta.url);
const processes = require('../../tools/launcher/processes');

const root = path.resolve(import.meta.dirname, '../..');
const say = text => process.stdout.write(`   ${text}\n`);

/** The quick look at the packages: packed, looked into, loaded; nothing is fetched. */
async function main() {
  processes.stopOnSignals();
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'packages-'));
  const remove = () => fs.rmSync(work, { recursive: true, force: true });
  processes.onStop(remove);
  try {
    const must = mustWith(processes.run);
    const packed = await packPlugins({
      root,
      work,
      must,
      say,
      typesAreThere: process.argv.includes('--types-are-there'),
    });
    say(`${packed.length} packages are fit for use`);
    say(`${loadAll(packed, root)} of them load in plain Node`);
  } finally {
    remove();
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
