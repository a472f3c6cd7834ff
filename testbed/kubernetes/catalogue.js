// @ts-check
'use strict';

/**
 * What the test bed builds. Every module is a folder of `programs/`, whose go.mod
 * names the version and whose go.sum locks everything that it is made of.
 * @typedef {{ name: string, package: string, licence: string, level: 'api' | 'pods' | 'operator' }} Program
 * @typedef {{ name: string, version: string, flags?: string[], programs: Program[] }} Module
 */

const KUBERNETES = '1.34.4';
const CLOUDNATIVE_PG = '1.30.0';
const MARIADB_OPERATOR = '25.10.4';

const stamp = 'k8s.io/component-base/version';
const [major, minor] = KUBERNETES.split('.');

/** @param {string} name @param {Program['level']} level @returns {Program} */
const ofKubernetes = (name, level) => ({
  name,
  package: `k8s.io/kubernetes/cmd/${name}`,
  licence: 'Apache-2.0',
  level,
});

/** @type {Module[]} */
const MODULES = [
  {
    name: 'kubernetes',
    version: KUBERNETES,
    // Without these the programs say that they are version 0.0.0, and clients and operators refuse them.
    flags: [
      `-X ${stamp}.gitVersion=v${KUBERNETES}`,
      `-X ${stamp}.gitMajor=${major}`,
      `-X ${stamp}.gitMinor=${minor}`,
    ],
    programs: [
      {
        name: 'etcd',
        package: 'go.etcd.io/etcd/server/v3',
        licence: 'Apache-2.0',
        level: 'api',
      },
      ofKubernetes('kube-apiserver', 'api'),
      ofKubernetes('kube-controller-manager', 'api'),
      ofKubernetes('kube-scheduler', 'api'),
      ofKubernetes('kubectl', 'api'),
      ofKubernetes('kubelet', 'pods'),
      ofKubernetes('kube-proxy', 'pods'),
    ],
  },
  {
    name: 'coredns',
    version: '1.12.4',
    programs: [
      {
        name: 'coredns',
        package: '.',
        licence: 'Apache-2.0',
        level: 'pods',
      },
    ],
  },
  {
    name: 'pause',
    version: '1',
    programs: [
      {
        name: 'pause',
        package: '.',
        licence: 'Apache-2.0, ours',
        level: 'pods',
      },
    ],
  },
  {
    name: 'cloudnative-pg',
    version: CLOUDNATIVE_PG,
    programs: [
      {
        name: 'manager',
        package: 'github.com/cloudnative-pg/cloudnative-pg/cmd/manager',
        licence: 'Apache-2.0',
        level: 'operator',
      },
    ],
  },
  {
    name: 'mariadb-operator',
    version: MARIADB_OPERATOR,
    programs: [
      {
        name: 'mariadb-operator',
        package:
          'github.com/mariadb-operator/mariadb-operator/v25/cmd/controller',
        licence: 'MIT',
        level: 'operator',
      },
    ],
  },
];

/** @param {string} program @returns {{ module: Module, program: Program }} */
function find(program) {
  for (const module of MODULES) {
    const found = module.programs.find(({ name }) => name === program);
    if (found) return { module, program: found };
  }
  throw new Error(`the test bed builds no program ${program}`);
}

/**
 * The programs that a level needs.
 * @param {'api' | 'pods'} level
 * @param {string[]} [more] names of others
 */
function programsOf(level, more = []) {
  const levels = level === 'pods' ? ['api', 'pods'] : ['api'];
  const names = MODULES.flatMap(({ programs }) => programs)
    .filter(each => levels.includes(each.level))
    .map(({ name }) => name);
  return [...new Set([...names, ...more])];
}

/** Debian packages of the programs that pods need beside ours, and one program of each that proves it. */
const DEBIAN = {
  containerd: 'containerd',
  runc: 'runc',
  'containernetworking-plugins': '/usr/lib/cni/bridge',
  iptables: 'iptables',
  conntrack: 'conntrack',
  debootstrap: 'debootstrap',
};

module.exports = {
  KUBERNETES,
  CLOUDNATIVE_PG,
  MARIADB_OPERATOR,
  MODULES,
  DEBIAN,
  find,
  programsOf,
};
