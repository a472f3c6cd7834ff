// @ts-check
'use strict';

const { execFile } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { promisify } = require('node:util');
const { freePort } = require('../../tools/launcher/ports');
const { ControlPlane, needed } = require('./controlPlane');
const { keepFolder, makeFolder, removeAbandoned } = require('./abandoned');
const { obstacle } = require('./obstacles');

/** @typedef {import('./index').ClusterOptions} ClusterOptions */

const execute = promisify(execFile);

const PORT_TRIES = 3;
/** A list of many objects is long; a runaway one is an error. */
const OUTPUT_LIMIT_BYTES = 256 * 1024 * 1024;

/** This machine's loopback, with ports that are free now. */
async function loopback() {
  return {
    address: '127.0.0.1',
    ports: {
      etcd: await freePort(),
      peers: await freePort(),
      api: await freePort(),
    },
    services: '10.96.0.0/16',
    isLoopback: true,
    enter: (/** @type {string} */ command, /** @type {string[]} */ args) => ({
      command,
      args,
    }),
  };
}

/**
 * The namespaces first: with them everything in them ends.
 * @param {import('./pods').Pods | undefined} pods
 * @param {ControlPlane | undefined} controlPlane
 */
async function end(pods, controlPlane) {
  await pods?.stop();
  await controlPlane?.stop();
}

/** What a started cluster can do at every level. */
class Cluster {
  /**
   * @param {{ level: 'api' | 'pods', folder: string, controlPlane: ControlPlane, pods?: import('./pods').Pods }} options
   */
  constructor({ level, folder, controlPlane, pods }) {
    this.level = level;
    this.folder = folder;
    this.controlPlane = controlPlane;
    this.pods = pods;
    this.server = controlPlane.server;
    this.kubeconfig = String(controlPlane.kubeconfig);
    this.readyMs = 0;
    this.stopped = false;
    this.files = 0;
  }

  /** The programs that run, by name; a test kills and starts them as it wants. */
  get programs() {
    return { ...this.controlPlane.programs, ...this.pods?.programs };
  }

  /** @returns {import('./api').Api} */
  get api() {
    if (!this.controlPlane.api) throw new Error('the cluster has not started');
    return this.controlPlane.api;
  }

  /**
   * @param {string[]} args
   * @param {{ timeoutMs?: number, kubeconfig?: string }} [options]
   * @returns {Promise<string>} what it said
   */
  async kubectl(
    args,
    { timeoutMs = 120_000, kubeconfig = this.kubeconfig } = {},
  ) {
    try {
      const { stdout } = await execute(
        needed('kubectl'),
        [`--kubeconfig=${kubeconfig}`, ...args],
        {
          timeout: timeoutMs,
          maxBuffer: OUTPUT_LIMIT_BYTES,
          env: { PATH: process.env.PATH, HOME: this.folder },
        },
      );
      return stdout;
    } catch (error) {
      const said =
        error instanceof Error && 'stderr' in error && String(error.stderr);
      throw new Error(
        `kubectl ${args.slice(0, 4).join(' ')}: ${(said || String(error))
          .trim()
          .slice(-4000)}`,
      );
    }
  }

  /**
   * Applies objects, or files of them, on the server's side.
   * @param {object[] | string[]} what
   * @param {{ namespace?: string, dryRun?: boolean, timeoutMs?: number }} [options]
   */
  async apply(what, { namespace, dryRun, timeoutMs } = {}) {
    if (what.length === 0) return '';
    const files = what.filter(each => typeof each === 'string');
    const items = what.filter(each => typeof each === 'object');
    if (items.length > 0) {
      this.files += 1;
      const file = path.join(this.folder, `apply-${this.files}.json`);
      fs.writeFileSync(
        file,
        JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
        { mode: 0o600 },
      );
      files.push(file);
    }
    return this.kubectl(
      [
        'apply',
        '--server-side',
        '--force-conflicts',
        '--field-manager=testbed',
        ...(namespace ? [`--namespace=${namespace}`] : []),
        ...(dryRun ? ['--dry-run=server'] : []),
        ...files.map(file => `--filename=${file}`),
      ],
      { timeoutMs },
    );
  }

  /** Applies definitions and waits until they are served. @param {string[]} files */
  async applyDefinitions(files) {
    await this.apply(files, { timeoutMs: 300_000 });
    await this.kubectl(
      [
        'wait',
        '--for=condition=Established',
        '--timeout=120s',
        ...files.map(file => `--filename=${file}`),
      ],
      { timeoutMs: 150_000 },
    );
  }

  /** A kubeconfig for another user, by a client certificate. @param {string} user @param {string[]} [groups] */
  kubeconfigFor(user, groups = []) {
    this.files += 1;
    return this.controlPlane.kubeconfigFor(`user-${this.files}`, {
      user,
      groups,
    });
  }

  /** Waits until the API server serves, after a test has started it again. */
  ready() {
    return this.controlPlane.ready();
  }

  get #pods() {
    if (!this.pods) throw new Error('there are no nodes: use level "pods"');
    return this.pods;
  }

  /** @param {string} archive */
  importImage(archive) {
    return this.#pods.importImage(archive);
  }

  /** @param {string} from @param {string} to */
  tagImage(from, to) {
    return this.#pods.tagImage(from, to);
  }

  /** @param {string} name */
  async destroyNode(name) {
    await this.#pods.destroyNode(name);
  }

  /**
   * Ends everything by its process id and removes the folder.
   * @param {{ keep?: boolean }} [options] `keep`: the folder stays, with the logs
   */
  async stop({ keep = Boolean(process.env.DBAAS_TESTBED_KEEP) } = {}) {
    if (this.stopped) return;
    this.stopped = true;
    await end(this.pods, this.controlPlane);
    if (keep) keepFolder(this.folder);
    else fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * @param {ClusterOptions} [options]
 * @returns {Promise<Cluster>}
 */
async function startCluster(options = {}) {
  const { level = 'api', nodes = 1, definitions = [] } = options;
  const why = obstacle(level);
  if (why) throw new Error(`a cluster with level "${level}" needs ${why}`);
  const began = Date.now();
  await removeAbandoned();
  const folder = makeFolder();
  const logs = path.join(folder, 'logs');
  for (let tries = 1; ; tries += 1) {
    const { Pods } = require('./pods');
    const pods = level === 'pods' ? new Pods({ folder, nodes }) : undefined;
    /** @type {ControlPlane | undefined} */
    let controlPlane;
    try {
      const place = pods ? await pods.createPlace() : await loopback();
      controlPlane = new ControlPlane({ folder, place });
      await controlPlane.start();
      const cluster = new Cluster({ level, folder, controlPlane, pods });
      await pods?.start(cluster);
      if (definitions.length > 0) await cluster.applyDefinitions(definitions);
      cluster.readyMs = Date.now() - began;
      return cluster;
    } catch (error) {
      await end(pods, controlPlane);
      const said = error instanceof Error ? error.message : String(error);
      // A port that was free a moment ago can be somebody's now.
      if (/address already in use/.test(said) && tries < PORT_TRIES) {
        fs.rmSync(path.join(folder, 'etcd'), { recursive: true, force: true });
        continue;
      }
      keepFolder(folder);
      throw new Error(`${said}\nThe logs are kept in ${logs}.`, {
        cause: error,
      });
    }
  }
}

module.exports = { startCluster, Cluster };
