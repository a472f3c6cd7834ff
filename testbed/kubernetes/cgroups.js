// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const BASE = '/sys/fs/cgroup';
const REMOVE_TRIES = 50;
const PREFIX = 'dbaas-testbed-';

/** @param {number} network @param {number} node */
const cgroupName = (network, node) => `${PREFIX}${network}-${node}`;

/** Those of the test bed that exist, of running clusters too. */
function cgroupsOf() {
  const names = hierarchies()
    .flatMap(hierarchy => fs.readdirSync(hierarchy))
    .filter(name => name.startsWith(PREFIX));
  return [...new Set(names)].map(name => ({
    name,
    network: parseInt(name.slice(PREFIX.length), 10),
  }));
}

/** The hierarchies of this machine: one of version 2, or one for each controller. */
function hierarchies() {
  if (!fs.existsSync(BASE)) return [];
  if (fs.existsSync(path.join(BASE, 'cgroup.controllers'))) return [BASE];
  return fs
    .readdirSync(BASE, { withFileTypes: true })
    .filter(each => each.isDirectory())
    .map(each => path.join(BASE, each.name))
    .filter(folder => fs.existsSync(path.join(folder, 'cgroup.procs')));
}

/** A group of a node, in which its kubelet makes those of the pods. @param {string} name */
function makeCgroup(name) {
  for (const hierarchy of hierarchies()) {
    const folder = path.join(hierarchy, name);
    fs.mkdirSync(folder, { recursive: true });
    // Version 1 begins with no processor at all, in which nothing can be started.
    for (const file of ['cpuset.cpus', 'cpuset.mems']) {
      const own = path.join(folder, file);
      if (hierarchy !== BASE && fs.existsSync(own))
        fs.writeFileSync(own, fs.readFileSync(path.join(hierarchy, file)));
    }
    const controls = path.join(folder, 'cgroup.subtree_control');
    if (hierarchy === BASE && fs.existsSync(controls)) {
      for (const controller of ['cpu', 'cpuset', 'memory', 'pids', 'io']) {
        try {
          fs.writeFileSync(controls, `+${controller}`);
        } catch {
          // Not enabled above: the kubelet says which one it misses.
        }
      }
    }
  }
}

/** @param {string} folder */
function removeTree(folder) {
  if (!fs.existsSync(folder)) return;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeTree(path.join(folder, entry.name));
  fs.rmdirSync(folder);
}

/** Removes a group whose processes have ended; the kernel needs a moment for that. @param {string} name */
async function removeCgroup(name) {
  for (const hierarchy of hierarchies()) {
    for (let tries = 1; ; tries += 1) {
      try {
        removeTree(path.join(hierarchy, name));
        break;
      } catch (error) {
        const { code } = /** @type {NodeJS.ErrnoException} */ (error);
        if (code !== 'EBUSY' || tries >= REMOVE_TRIES) throw error;
        await new Promise(resolve => setTimeout(resolve, 100));
      }
    }
  }
}

module.exports = { makeCgroup, removeCgroup, cgroupName, cgroupsOf };
