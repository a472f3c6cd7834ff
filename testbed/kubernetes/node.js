// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { Program, until } = require('./program');
const { needed } = require('./controlPlane');
const { Namespace } = require('./network');
const { which } = require('../../tools/launcher/techdocs');
const { writeKubeconfig } = require('./certificates');
const { cgroupName, makeCgroup, removeCgroup } = require('./cgroups');
const { SBIN } = require('./obstacles');

const READY_LIMIT_MS = 180_000;
const KUBELET_PORT = 10250;
const CNI = '/usr/lib/cni';
/** Where these programs leave things whatever they are told: a node sees folders of its own there. */
const HIDDEN = ['/run', '/var/log', '/var/lib'];

/** @param {string} name */
const system = name => which(name, SBIN) ?? name;

/**
 * A machine of the cluster: containerd, kubelet and kube-proxy in namespaces of
 * their own. What it mounts and runs is gone when its namespace is.
 */
class Node {
  /**
   * @param {{ index: number, folder: string, controlPlane: import('./controlPlane').ControlPlane,
   *   network: import('./network').Network, labels?: Record<string, string> }} options
   */
  constructor({ index, folder, controlPlane, network, labels = {} }) {
    this.index = index;
    this.name = `node-${index}`;
    this.labels = labels;
    this.controlPlane = controlPlane;
    this.network = network;
    // Sockets lie in here, and their paths may not be longer than 107 characters.
    this.folder = path.join(folder, `n${index}`);
    this.logs = path.join(folder, 'logs');
    this.cgroup = cgroupName(network.number, index);
    this.namespace = new Namespace({ name: this.name, logs: this.logs });
    /** @type {Record<string, Program>} */
    this.programs = {};
    this.address = '';
    this.podRange = '';
  }

  /** @param {string} name */
  file(name) {
    return path.join(this.folder, name);
  }

  get socket() {
    return this.file('containerd.sock');
  }

  /** @param {string} name @param {string} text */
  write(name, text) {
    const file = this.file(name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode: 0o600 });
    return file;
  }

  /** @param {string} name @param {string} file @param {string[]} args */
  #define(name, file, args) {
    const { command, args: all } = this.namespace.enter(file, args);
    const program = new Program({
      name: `${name}-${this.index}`,
      command,
      args: all,
      logs: this.logs,
      env: { PATH: SBIN, HOME: this.folder },
    });
    this.programs[name] = program;
    return program;
  }

  async createNetwork() {
    await this.namespace.create();
    const { address, pods } = await this.network.link(
      this.namespace,
      this.index,
    );
    this.address = address;
    this.podRange = pods;
    await this.namespace.forward();
    for (const folder of HIDDEN) {
      const own = this.file(path.join('machine', folder));
      fs.mkdirSync(own, { recursive: true });
      await this.namespace.run('mount', ['--bind', own, folder]);
    }
  }

  /** The runtime alone: images can be brought in before the kubelet asks for them. */
  async startRuntime() {
    this.write(
      'cni/10-pods.conflist',
      JSON.stringify({
        cniVersion: '0.4.0',
        name: 'pods',
        plugins: [
          {
            type: 'bridge',
            bridge: 'pods0',
            isGateway: true,
            // Every address is reachable as itself, from this machine too.
            ipMasq: false,
            hairpinMode: true,
            ipam: {
              type: 'host-local',
              dataDir: this.file('cni-addresses'),
              ranges: [[{ subnet: this.podRange }]],
              routes: [{ dst: '0.0.0.0/0' }],
            },
          },
          { type: 'portmap', capabilities: { portMappings: true } },
        ],
      }),
    );
    const config = this.write(
      'containerd.toml',
      `version = 2
root = ${JSON.stringify(this.file('images'))}
state = ${JSON.stringify(this.file('run'))}
[grpc]
  address = ${JSON.stringify(this.socket)}
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "registry.k8s.io/pause:3.6"
  restrict_oom_score_adj = true
  disable_apparmor = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${CNI}"
    conf_dir = ${JSON.stringify(this.file('cni'))}
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      SystemdCgroup = false
`,
    );
    const runtime = this.#define('containerd', system('containerd'), [
      `--config=${config}`,
    ]);
    runtime.start();
    await until('containerd answers', () => this.ctr(['version']), {
      timeoutMs: 60_000,
      needs: [runtime],
    });
  }

  /** @param {string[]} args @param {{ timeoutMs?: number }} [options] */
  ctr(args, options) {
    return this.namespace.run(
      system('ctr'),
      [`--address=${this.socket}`, '--namespace=k8s.io', ...args],
      options,
    );
  }

  /** @param {string} archive of an image, as docker writes them */
  async importImage(archive) {
    await this.ctr(['images', 'import', archive], { timeoutMs: 300_000 });
  }

  async #kubeconfig(
    /** @type {string} */ name,
    /** @type {{ user: string, groups?: string[] }} */ subject,
  ) {
    const { ca, server } = this.controlPlane;
    return writeKubeconfig(this.file(`${name}.kubeconfig`), {
      server,
      ca: ca.certificate,
      user: await ca.sign(`${this.name}-${name}`, subject),
    });
  }

  async startKubelet() {
    const { ca } = this.controlPlane;
    const serving = await ca.sign(`${this.name}-serving`, {
      user: `system:node:${this.name}`,
      groups: ['system:nodes'],
      hosts: [this.address, this.name],
    });
    makeCgroup(this.cgroup);
    const config = this.write(
      'kubelet.json',
      JSON.stringify({
        kind: 'KubeletConfiguration',
        apiVersion: 'kubelet.config.k8s.io/v1beta1',
        address: this.address,
        port: KUBELET_PORT,
        readOnlyPort: 0,
        authentication: {
          anonymous: { enabled: false },
          webhook: { enabled: true },
          x509: { clientCAFile: ca.certificate },
        },
        authorization: { mode: 'Webhook' },
        tlsCertFile: serving.certificate,
        tlsPrivateKeyFile: serving.key,
        cgroupDriver: 'cgroupfs',
        cgroupRoot: `/${this.cgroup}`,
        failCgroupV1: false,
        failSwapOn: false,
        clusterDNS: [this.network.dns],
        clusterDomain: 'cluster.local',
        resolvConf: this.write('resolv.conf', ''),
        containerRuntimeEndpoint: `unix://${this.socket}`,
        volumePluginDir: this.file('volume-plugins'),
        nodeStatusUpdateFrequency: '4s',
        // The disk is this machine's: a pod is never put out because somebody else filled it.
        evictionHard: {
          'memory.available': '100Mi',
          'nodefs.available': '1%',
          'imagefs.available': '1%',
        },
        imageGCHighThresholdPercent: 100,
        imageGCLowThresholdPercent: 99,
        serializeImagePulls: false,
      }),
    );
    const labels = Object.entries(this.labels).map(
      ([key, value]) => `${key}=${value}`,
    );
    this.#define('kubelet', needed('kubelet'), [
      `--config=${config}`,
      `--kubeconfig=${await this.#kubeconfig('kubelet', {
        user: `system:node:${this.name}`,
        groups: ['system:nodes'],
      })}`,
      `--root-dir=${this.file('kubelet')}`,
      `--cert-dir=${this.file('kubelet-pki')}`,
      `--hostname-override=${this.name}`,
      `--node-ip=${this.address}`,
      ...(labels.length > 0 ? [`--node-labels=${labels.join(',')}`] : []),
      '--v=1',
    ]).start();
    this.#define('kube-proxy', needed('kube-proxy'), [
      `--kubeconfig=${await this.#kubeconfig('kube-proxy', {
        user: 'system:kube-proxy',
      })}`,
      '--proxy-mode=iptables',
      `--cluster-cidr=${this.network.pods}`,
      `--hostname-override=${this.name}`,
      // These are the kernel's for the whole machine: they stay as they are.
      '--conntrack-max-per-core=0',
      '--conntrack-tcp-timeout-established=0s',
      '--conntrack-tcp-timeout-close-wait=0s',
      '--v=1',
    ]).start();
  }

  /** @param {import('./api').Api} api */
  async ready(api) {
    await until(
      `${this.name} is ready`,
      async () => {
        const node = await api.call('GET', `/api/v1/nodes/${this.name}`);
        return node.status.conditions.some(
          (/** @type {any} */ each) =>
            each.type === 'Ready' && each.status === 'True',
        );
      },
      { timeoutMs: READY_LIMIT_MS, needs: Object.values(this.programs) },
    );
  }

  /** As when somebody pulls the plug: every process of the node is gone at once. */
  async destroy() {
    await this.namespace.destroy();
    await Promise.all(
      Object.values(this.programs).map(program =>
        program.stop({ signal: 'SIGKILL' }),
      ),
    );
    await removeCgroup(this.cgroup);
  }
}

module.exports = { Node };
