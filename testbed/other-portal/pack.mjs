import fs from 'node:fs';
import path from 'node:path';
import { copyCheckout } from './copy.mjs';
import { faultsOf } from './tarball.mjs';

/**
 * Packs every plugin of the checkout as it would be published, and looks into
 * each package.
 * @returns tarballs by package name
 */
export async function packPlugins({ root, work, must, say }) {
  const copy = path.join(work, 'copy');
  const target = path.join(work, 'packages');
  fs.mkdirSync(target, { recursive: true });
  copyCheckout(root, copy);
  const program = name => path.join(copy, 'node_modules/.bin', name);
  say('type declarations');
  // Emits in spite of errors; whether the types are right is another test's question.
  await must(program('tsc'), ['--pretty', 'false'], {
    cwd: copy,
    mayFail: true,
  });
  say('building the plugins');
  await must(program('backstage-cli'), ['repo', 'build'], { cwd: copy });

  const tarballs = {};
  const faults = [];
  for (const folder of fs.readdirSync(path.join(copy, 'plugins')).sort()) {
    const cwd = path.join(copy, 'plugins', folder);
    const source = JSON.parse(
      fs.readFileSync(path.join(cwd, 'package.json'), 'utf8'),
    );
    if (source.private) continue;
    const tarball = path.join(target, `${folder}.tgz`);
    say(`packing ${source.name}`);
    await must('yarn', ['pack', '--out', tarball], { cwd });
    const unpacked = path.join(work, 'unpacked', folder);
    fs.mkdirSync(unpacked, { recursive: true });
    faultsOf(tarball, unpacked, { source, forbidden: [root, work] }).forEach(
      fault => faults.push(`${source.name}: ${fault}`),
    );
    tarballs[source.name] = tarball;
  }
  if (faults.length > 0)
    throw new Error(`the packages are not fit for use:\n${faults.join('\n')}`);
  return tarballs;
}
