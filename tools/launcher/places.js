// @ts-check
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Failure } = require('./say');

const root = path.resolve(__dirname, '../..');
const state = path.join(root, '.portal');
const isRoot = process.getuid?.() === 0;

/** Makes the launcher's own folder; other users may pass through it (root drops database servers to one), not read it. */
function ensureState() {
  fs.mkdirSync(state, { recursive: true });
  fs.chmodSync(state, isRoot ? 0o711 : 0o700);
  return state;
}

/** @param {string} name */
function log(name) {
  const folder = path.join(ensureState(), 'logs');
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  return path.join(folder, `${name}.log`);
}

/**
 * Whether users other than the owner can reach a folder: each part of its path that exists lets them pass.
 * @param {string} folder
 */
function isReachable(folder) {
  let at = path.resolve(folder);
  for (;;) {
    if (
      fs.existsSync(at) &&
      at !== state &&
      (fs.statSync(fs.realpathSync(at)).mode & 0o001) === 0
    )
      return false;
    const parent = path.dirname(at);
    if (parent === at) return true;
    at = parent;
  }
}

/** A short name of this checkout, for folders outside of it. */
const checkoutId = () =>
  crypto.createHash('sha256').update(root).digest('hex').slice(0, 12);

/** @param {string} folder */
function makeReachable(folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  fs.chmodSync(folder, 0o711);
  return folder;
}

/**
 * Where this machine's databases live. They never run as root: started by root they are dropped
 * to another user, who must be able to reach the folder, which a home of mode 0700 prevents.
 * @param {string} data
 */
function localRoot(data) {
  if (!isRoot) {
    const folder = path.join(data, 'local');
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
  if (isReachable(data)) return makeReachable(path.join(data, 'local'));
  const id =
    data === path.join(state, 'data')
      ? checkoutId()
      : crypto.createHash('sha256').update(data).digest('hex').slice(0, 12);
  for (const base of ['/var/lib', os.tmpdir()]) {
    try {
      if (!isReachable(base)) continue;
      makeReachable(path.join(base, 'dbaas-portal'));
      makeReachable(path.join(base, 'dbaas-portal', id));
      return makeReachable(path.join(base, 'dbaas-portal', id, 'local'));
    } catch {
      // Not writable here (a read-only system folder): the next base is tried.
    }
  }
  throw new Failure(
    `The checkout lies where only root can reach it (${root}) and no folder under /var/lib or ${os.tmpdir()} can be made; move the checkout or start as an ordinary user.`,
  );
}

/** The folder for server programs, shared by checkouts, outside of the tree. */
function serversCache() {
  const base = isRoot
    ? '/var/cache'
    : process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return path.join(base, 'dbaas-portal', 'servers');
}

/**
 * The data folder of a run.
 * @param {{ data?: string, fresh?: boolean }} options
 */
function dataFolder({ data, fresh }) {
  const folder = data ? path.resolve(data) : path.join(ensureState(), 'data');
  let kept;
  if (fresh && fs.existsSync(folder) && fs.readdirSync(folder).length > 0) {
    // Nothing of a person's is deleted: the old data is moved aside, and said so.
    kept = `${folder}.${new Date().toISOString().replace(/[:.]/g, '-')}`;
    fs.renameSync(folder, kept);
  }
  fs.mkdirSync(folder, { recursive: true });
  fs.chmodSync(folder, isRoot ? 0o711 : 0o700);
  const local = localRoot(folder);
  if (fresh && !local.startsWith(folder) && fs.readdirSync(local).length > 0) {
    fs.renameSync(local, `${local}.${Date.now()}`);
    makeReachable(local);
  }
  return { data: folder, local, kept };
}

module.exports = {
  root,
  state,
  ensureState,
  log,
  isRoot,
  isReachable,
  dataFolder,
  serversCache,
  makeReachable,
  checkoutId,
};
