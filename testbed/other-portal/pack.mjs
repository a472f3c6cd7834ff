import fs from 'node:fs';
import path from 'node:path';
import { copyCheckout } from './copy.mjs';
import { faultsOfManifest } from './manifest.mjs';
import { unpack, faultsOfContents } from './tarball.mjs';

const readManifest = folder =>
  JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));

/**
 * Packs every plugin of the checkout as it would be published, looks into each
 * package, and fails with all faults at once. `typesAreThere`: the type check has
 * just been made, and has left its declarations in `dist-types`.
 * @returns {Promise<{ name: string, folder: string, tarball: string, unpacked: string, manifest: any }[]>}
 */
export async function packPlugins({ root, work, must, say, typesAreThere }) {
  const copy = path.join(work, 'copy');
  const target = path.join(work, 'packages');
  fs.mkdirSync(target, { recursive: true });
  if (!typesAreThere) {
    say('type declarations');
    // In the checkout, where tsc knows what it has found out before. Emits in spite
    // of errors; whether the types are right is another test's question.
    const tsc = path.join(root, 'node_modules/.bin/tsc');
    await must(tsc, ['--pretty', 'false'], { cwd: root, mayFail: true });
  }
  copyCheckout(root, copy);
  say('building the plugins');
  const program = path.join(copy, 'node_modules/.bin/backstage-cli');
  await must(program, ['repo', 'build'], { cwd: copy });

  const packOne = async folder => {
    const cwd = path.join(copy, 'plugins', folder);
    const source = readManifest(cwd);
    const tarball = path.join(target, `${folder}.tgz`);
    say(`packing ${source.name}`);
    await must('yarn', ['pack', '--out', tarball], { cwd });
    const unpacked = path.join(work, 'unpacked', folder);
    const manifest = unpack(tarball, unpacked);
    return { name: source.name, folder, tarball, unpacked, manifest, source };
  };
  const folders = fs
    .readdirSync(path.join(copy, 'plugins'))
    .filter(folder => {
      const at = path.join(copy, 'plugins', folder);
      return (
        fs.existsSync(path.join(at, 'package.json')) &&
        !readManifest(at).private
      );
    })
    .sort();
  const packed = (
    await Promise.all(
      [0, 1].map(async half => {
        const done = [];
        for (const folder of folders.filter((_, at) => at % 2 === half))
          done.push(await packOne(folder));
        return done;
      }),
    )
  ).flat();
  const faults = packed.flatMap(one =>
    [
      ...faultsOfContents(one, { root, forbidden: [root, work] }),
      ...faultsOfManifest(one, { root, packed }),
    ].map(fault => `${one.name}: ${fault}`),
  );
  if (faults.length > 0)
    throw new Error(`the packages are not fit for use:\n${faults.join('\n')}`);
  return packed;
}
