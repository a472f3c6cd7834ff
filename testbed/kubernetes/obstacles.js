// @ts-check
'use strict';

const fs = require('node:fs');
const { isRoot } = require('../../tools/launcher/places');
const { which } = require('../../tools/launcher/techdocs');
const { programFile } = require('./build');
const { DEBIAN, programsOf } = require('./catalogue');

/** Tools of the system that a level calls. */
const TOOLS = {
  api: ['openssl', 'setpriv'],
  pods: ['openssl', 'setpriv', 'ip', 'nsenter', 'unshare', 'tar', 'chroot'],
};

const SBIN = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`;

/** @param {string} program a name, or a file */
const isHere = program =>
  program.startsWith('/')
    ? fs.existsSync(program)
    : Boolean(which(program, SBIN));

/** Debian packages that pods need and that are not here. */
const missingPackages = () =>
  Object.entries(DEBIAN)
    .filter(([, program]) => !isHere(program))
    .map(([name]) => name);

/** Why no cluster of a level can ever run on this machine. @param {'api' | 'pods'} level */
function machineObstacle(level) {
  if (process.platform !== 'linux') return 'Linux';
  if (!['x64', 'arm64'].includes(process.arch))
    return 'an x64 or arm64 machine';
  const tools = TOOLS[level].filter(tool => !isHere(tool));
  if (tools.length > 0) return `the programs ${tools.join(', ')}`;
  if (level === 'pods' && !isRoot) return 'root, for pods';
  return undefined;
}

/**
 * What is missing before a cluster of a level can start, as the rest of a
 * sentence that begins with "needs"; nothing when all is there.
 * @param {'api' | 'pods'} level
 * @param {string[]} [programs] more of the test bed's programs
 * @returns {string | undefined}
 */
function obstacle(level, programs = []) {
  const machine = machineObstacle(level);
  if (machine) return machine;
  // With somebody's own folder of programs, the API server can do without the controllers.
  const given = process.env.KUBEBUILDER_ASSETS && level === 'api';
  const wanted = given
    ? ['etcd', 'kube-apiserver', 'kubectl', ...programs]
    : programsOf(level, programs);
  const unbuilt = wanted.filter(name => !programFile(name));
  if (unbuilt.length > 0)
    return `${unbuilt.join(
      ', ',
    )}, which "node testbed/kubernetes/cli.js build" makes${
      which('go') ? '' : ' where Go is'
    }`;
  const packages = level === 'pods' ? missingPackages() : [];
  if (packages.length > 0) return `the packages ${packages.join(', ')}`;
  return undefined;
}

module.exports = { obstacle, machineObstacle, missingPackages, SBIN };
