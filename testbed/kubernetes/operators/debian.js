// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { must } = require('../images');

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
];

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

/**
 * A root folder of Debian's own packages.
 * @param {{ root: string, suite: string, packages: string[] }} options
 */
const bootstrap = ({ root, suite, packages }) =>
  // What it mounts there is gone with it, however it ends.
  must(
    'unshare',
    [
      '--mount',
      '--propagation=private',
      'debootstrap',
      '--variant=minbase',
      `--include=${packages.join(',')}`,
      suite,
      root,
      archive(),
    ],
    20 * 60_000,
  );

/**
 * Gives a user and its group the number that an operator runs the server as.
 * @param {string} root @param {string} user @param {string} id
 */
async function renumber(root, user, id) {
  const inside = (/** @type {string[]} */ command) =>
    must('chroot', [root, ...command]);
  const holder = fs
    .readFileSync(path.join(root, 'etc/group'), 'utf8')
    .split('\n')
    .map(entry => entry.split(':'))
    .find(([name, , held]) => held === id && name !== user);
  // Debian keeps some numbers for things that no container has.
  if (holder) await inside(['groupdel', holder[0]]);
  await inside(['groupmod', '--gid', id, user]);
  await inside(['usermod', '--uid', id, '--gid', id, user]);
}

/** @param {string} root @param {string[]} [more] */
function thin(root, more = []) {
  for (const each of [...DROPPED, ...more])
    fs.rmSync(path.join(root, each), { recursive: true, force: true });
  fs.mkdirSync(path.join(root, 'var/log'), { recursive: true });
}

module.exports = { bootstrap, renumber, thin };
