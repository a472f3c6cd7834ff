// @ts-check
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { isRoot } = require('../../tools/launcher/places');
const { run } = require('../../tools/launcher/processes');
const { removeCgroup, cgroupsOf } = require('./cgroups');

/**
 * What a test leaves that was killed outright: its programs end with it, its
 * folder does not. The next cluster that starts removes it.
 */

const PREFIX = 'dbaas-k8s-';
const OWNER = 'owner';
const NETWORK = 'network';

/** A process as nobody else is: its id is given again, its start time is not. @param {number} pid */
function identityOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything; the 22nd field is the 20th after it.
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${pid} ${started}`;
  } catch {
    return undefined;
  }
}

/** A folder of this process' own. */
function makeFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), PREFIX));
  fs.writeFileSync(path.join(folder, OWNER), String(identityOf(process.pid)));
  return folder;
}

/** @param {string} folder whether whoever made it has ended without removing it */
function isAbandoned(folder) {
  try {
    const owner = fs.readFileSync(path.join(folder, OWNER), 'utf8');
    return identityOf(parseInt(owner, 10)) !== owner;
  } catch {
    // Being made now, kept on purpose, or somebody else's.
    return false;
  }
}

/** A folder that is kept for its logs is nobody's to remove. @param {string} folder */
const keepFolder = folder =>
  fs.rmSync(path.join(folder, OWNER), { force: true });

/** Notes the number of a cluster's network, by which its link is known. @param {string} folder @param {number} number */
const noteNetwork = (folder, number) =>
  fs.writeFileSync(path.join(folder, NETWORK), String(number));

/** @param {string} folder */
async function removeLink(folder) {
  const file = path.join(folder, NETWORK);
  if (!isRoot || !fs.existsSync(file)) return;
  // The kernel keeps a network for a while whose last connections were cut.
  const number = parseInt(fs.readFileSync(file, 'utf8'), 10);
  await run('ip', ['link', 'delete', `dbaas-k${number}`], {
    timeoutMs: 10_000,
  });
}

async function removeAbandoned() {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const folder = path.join(os.tmpdir(), name);
    if (!name.startsWith(PREFIX) || !isAbandoned(folder)) continue;
    await removeLink(folder);
    fs.rmSync(folder, { recursive: true, force: true });
  }
  // Groups are root's, as pods are.
  if (!isRoot) return;
  for (const { name, network } of cgroupsOf())
    if (!fs.existsSync(`/sys/class/net/dbaas-k${network}`))
      await removeCgroup(name);
}

module.exports = { makeFolder, keepFolder, noteNetwork, removeAbandoned };
