// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { cache } = require('../build');
const { must, writeImage } = require('../images');

/**
 * PostgreSQL as CloudNativePG wants it in an image, made of Debian's packages.
 */

/** The user and group that the operator runs the server as. */
const POSTGRES = '26';
const SUITE = 'trixie';
const MAJOR = '17';
/** Machines as Debian's folders of libraries call them. @type {Record<string, string>} */
const MACHINES = { x64: 'x86_64', arm64: 'aarch64' };
const NAME = `testbed.dbaas-portal.io/postgresql:${MAJOR}`;

/** What nobody reads in a container. */
const DROPPED = [
  'usr/share/doc',
  'usr/share/man',
  'usr/share/locale',
  'usr/share/info',
  'var/lib/apt/lists',
  'var/cache/apt',
  'var/cache/debconf',
  'var/log',
  'var/lib/postgresql',
  'etc/postgresql',
];

/** The compiler that the server loads for long queries where it is there: half of the image. */
const COMPILER = /^(libLLVM.*|libz3\.so.*|llvmjit.*|bitcode)$/;

/** The archive's address, from the system's own sources. */
function archive() {
  const folder = '/etc/apt/sources.list.d';
  const files = [
    '/etc/apt/sources.list',
    ...(fs.existsSync(folder)
      ? fs.readdirSync(folder).map(name => path.join(folder, name))
      : []),
  ].filter(file => fs.existsSync(file));
  for (const file of files) {
    const text = fs.readFileSync(file, 'utf8');
    const found =
      /^URIs:\s*(\S+\/debian\/?)\s*$/m.exec(text) ??
      /^deb\s+(?:\[[^\]]*\]\s+)?(\S+\/debian\/?)\s/m.exec(text);
    if (found) return found[1];
  }
  throw new Error('the sources of apt name no Debian archive');
}

const file = () =>
  path.join(cache(), 'images', `postgresql-${MAJOR}-${SUITE}.tar`);

/** @param {string} root */
async function furnish(root) {
  const inside = (/** @type {string[]} */ command) =>
    must('chroot', [root, ...command]);
  const holder = fs
    .readFileSync(path.join(root, 'etc/group'), 'utf8')
    .split('\n')
    .map(entry => entry.split(':'))
    .find(([name, , id]) => id === POSTGRES && name !== 'postgres');
  // Debian keeps that number for tapes, which no container has.
  if (holder) await inside(['groupdel', holder[0]]);
  await inside(['groupmod', '--gid', POSTGRES, 'postgres']);
  await inside(['usermod', '--uid', POSTGRES, '--gid', POSTGRES, 'postgres']);
  for (const each of DROPPED)
    fs.rmSync(path.join(root, each), { recursive: true, force: true });
  for (const folder of [
    path.join(root, 'usr/lib', `${MACHINES[process.arch]}-linux-gnu`),
    path.join(root, 'usr/lib/postgresql', MAJOR, 'lib'),
  ])
    for (const name of fs
      .readdirSync(folder)
      .filter(each => COMPILER.test(each)))
      fs.rmSync(path.join(folder, name), { recursive: true });
  fs.mkdirSync(path.join(root, 'var/log'), { recursive: true });
  const home = path.join(root, 'var/lib/postgresql');
  fs.mkdirSync(path.join(home, 'data'), { recursive: true });
  await must('chown', ['--recursive', `${POSTGRES}:${POSTGRES}`, home]);
}

/**
 * Makes the archive once: about a minute, 300 MB.
 * @returns {Promise<string>}
 */
async function postgresqlImage() {
  const target = file();
  if (fs.existsSync(target)) return target;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const root = `${target}.${process.pid}.root`;
  try {
    // What it mounts there is gone with it, however it ends.
    await must(
      'unshare',
      [
        '--mount',
        '--propagation=private',
        'debootstrap',
        '--variant=minbase',
        `--include=postgresql-${MAJOR},ca-certificates`,
        SUITE,
        root,
        archive(),
      ],
      20 * 60_000,
    );
    await furnish(root);
    return await writeImage({
      file: target,
      root,
      names: [NAME],
      config: {
        User: POSTGRES,
        Env: [
          `PATH=/usr/lib/postgresql/${MAJOR}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
          'LANG=C.UTF-8',
        ],
      },
    });
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

const hasPostgresqlImage = () => fs.existsSync(file());

module.exports = { postgresqlImage, hasPostgresqlImage, NAME, MAJOR };
