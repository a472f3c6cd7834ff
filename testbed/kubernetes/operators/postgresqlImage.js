// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { cache } = require('../build');
const { must, writeImage } = require('../images');
const { bootstrap, renumber, thin } = require('./debian');

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

/** The compiler that the server loads for long queries where it is there: half of the image. */
const COMPILER = /^(libLLVM.*|libz3\.so.*|llvmjit.*|bitcode)$/;

const file = () =>
  path.join(cache(), 'images', `postgresql-${MAJOR}-${SUITE}.tar`);

/** @param {string} root */
async function furnish(root) {
  await renumber(root, 'postgres', POSTGRES);
  thin(root, ['var/lib/postgresql', 'etc/postgresql']);
  for (const folder of [
    path.join(root, 'usr/lib', `${MACHINES[process.arch]}-linux-gnu`),
    path.join(root, 'usr/lib/postgresql', MAJOR, 'lib'),
  ])
    for (const name of fs
      .readdirSync(folder)
      .filter(each => COMPILER.test(each)))
      fs.rmSync(path.join(folder, name), { recursive: true });
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
    await bootstrap({
      root,
      suite: SUITE,
      packages: [`postgresql-${MAJOR}`, 'ca-certificates'],
    });
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
