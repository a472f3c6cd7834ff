// @ts-check
'use strict';

const path = require('node:path');
const { Network } = require('./network');
const { Node } = require('./node');
const { noteNetwork } = require('./abandoned');
const { Storage, CLASS } = require('./storage');
const { startDns } = require('./dns');
const { pauseImage } = require('./images');
const { keepKernelSettings } = require('./kernel');

/** What level "pods" has beyond the API server: a network, nodes, names, volumes. */
class Pods {
  /** @param {{ folder: string, nodes: number }} options */
  constructor({ folder, nodes }) {
    this.folder = folder;
    this.count = nodes;
    this.network = new Network({ logs: path.join(folder, 'logs') });
    /** Those that have power. @type {Node[]} */
    this.nodes = [];
    /** @type {Storage | undefined} */
    this.storage = undefined;
    this.restoreKernel = keepKernelSettings();
  }

  /** Every program of every node, as `kubelet-1`. */
  get programs() {
    return Object.fromEntries(
      this.nodes.flatMap(node =>
        Object.values(node.programs).map(program => [program.name, program]),
      ),
    );
  }

  /** @returns {Promise<import('./controlPlane').Place>} */
  async createPlace() {
    await this.network.create();
    noteNetwork(this.folder, this.network.number);
    return {
      address: this.network.address('0.2'),
      // Nobody else is in this network: the usual ports are free.
      ports: { etcd: 2379, peers: 2380, api: 6443 },
      services: this.network.services,
      isLoopback: false,
      enter: (command, args) => this.network.namespace.enter(command, args),
    };
  }

  /** @param {import('./cluster').Cluster} cluster */
  async start(cluster) {
    const { controlPlane, api } = cluster;
    const pause = await pauseImage(this.folder);
    await cluster.apply([CLASS]);
    await startDns({
      controlPlane,
      network: this.network,
      api,
      apply: objects => cluster.apply(objects),
      folder: this.folder,
    });
    for (let index = 1; index <= this.count; index += 1) {
      const node = new Node({
        index,
        folder: this.folder,
        controlPlane,
        network: this.network,
        labels: { 'topology.kubernetes.io/zone': `zone-${index}` },
      });
      this.nodes.push(node);
      await node.createNetwork();
      await node.startRuntime();
      await node.importImage(pause);
      await node.startKubelet();
    }
    await Promise.all(this.nodes.map(node => node.ready(api)));
    await this.network.servicesVia(this.nodes[0].address);
    this.storage = new Storage({
      api,
      folder: path.join(this.folder, 'volumes'),
      log: path.join(this.folder, 'logs', 'storage.log'),
    });
    this.storage.start();
  }

  /** Brings an image to every node. @param {string} archive */
  async importImage(archive) {
    await Promise.all(this.nodes.map(node => node.importImage(archive)));
  }

  /** Gives an image another name on every node. @param {string} from @param {string} to */
  async tagImage(from, to) {
    await Promise.all(
      this.nodes.map(node => node.ctr(['images', 'tag', '--force', from, to])),
    );
  }

  /** @param {string} name */
  async destroyNode(name) {
    const node = this.nodes.find(each => each.name === name);
    if (!node) throw new Error(`there is no node ${name}`);
    this.nodes = this.nodes.filter(each => each !== node);
    await node.destroy();
    const [other] = this.nodes;
    if (other) await this.network.servicesVia(other.address);
  }

  /** Ends everything: with the namespaces go their processes, mounts and links. */
  async stop() {
    await this.storage?.stop();
    await Promise.all([
      ...this.nodes.map(node => node.destroy()),
      this.network.destroy(),
    ]);
    this.restoreKernel();
  }
}

module.exports = { Pods };
