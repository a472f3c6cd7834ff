// @ts-check
'use strict';

const path = require('node:path');
const {
  Authority,
  serviceAccountKeys,
  writeKubeconfig,
} = require('./certificates');
const { Api } = require('./api');
const { Program, until } = require('./program');
const { programFile } = require('./build');

/**
 * Where programs run: on this machine's loopback, or inside of a network of the
 * test bed's own.
 * @typedef {{
 *   address: string,
 *   ports: { etcd: number, peers: number, api: number },
 *   services: string,
 *   enter: (command: string, args: string[]) => { command: string, args: string[] },
 *   isLoopback: boolean,
 * }} Place
 */

/** Says which it is: a node whose kubelet fell silent is told so after this. */
const NODE_GRACE = '16s';
const READY_LIMIT_MS = 180_000;

/** @param {string} name */
function needed(name) {
  const file = programFile(name);
  if (!file)
    throw new Error(
      `${name} is not built: run "node testbed/kubernetes/cli.js build"`,
    );
  return file;
}

/** @param {string} range as 10.96.0.0/16 @param {number} number */
function addressIn(range, number) {
  const parts = range.split('/')[0].split('.').map(Number);
  parts[3] += number;
  return parts.join('.');
}

/**
 * Everybody who speaks to the API server, and itself.
 * @param {Authority} ca @param {Place} place
 */
async function issue(ca, { address, services }) {
  await ca.create();
  // Extensions of the API are asked in the name of users: by whoever this second authority signed for.
  const front = await new Authority(ca.folder, 'front').create();
  return {
    front: front.certificate,
    frontClient: await front.sign('front-client', { user: 'front-proxy' }),
    api: await ca.sign('kube-apiserver', {
      user: 'kube-apiserver',
      hosts: [
        address,
        '127.0.0.1',
        addressIn(services, 1),
        'localhost',
        'kubernetes',
        'kubernetes.default',
        'kubernetes.default.svc',
        'kubernetes.default.svc.cluster.local',
      ],
    }),
    kubelets: await ca.sign('kubelet-client', {
      user: 'kube-apiserver-kubelet-client',
      groups: ['system:masters'],
    }),
    admin: await ca.sign('admin-client', {
      user: 'testbed-admin',
      groups: ['system:masters'],
    }),
    accounts: serviceAccountKeys(ca.folder),
  };
}

/** @typedef {Awaited<ReturnType<typeof issue>>} Issued */

/** etcd, API server, controller manager and scheduler of one cluster. */
class ControlPlane {
  /**
   * @param {{ folder: string, place: Place }} options
   */
  constructor({ folder, place }) {
    this.folder = folder;
    this.place = place;
    this.logs = path.join(folder, 'logs');
    this.pki = path.join(folder, 'pki');
    this.ca = new Authority(this.pki);
    this.server = `https://${place.address}:${place.ports.api}`;
    /** @type {Record<string, Program>} */
    this.programs = {};
  }

  /** @param {string} name @param {string[]} args @param {string} [file] */
  program(name, args, file = needed(name)) {
    const { command, args: all } = this.place.enter(file, args);
    const program = new Program({
      name,
      command,
      args: all,
      logs: this.logs,
    });
    this.programs[name] = program;
    return program;
  }

  /** A kubeconfig for anybody. @param {string} name of the files @param {{ user: string, groups?: string[] }} subject */
  async kubeconfigFor(name, subject) {
    const user = await this.ca.sign(name, subject);
    return writeKubeconfig(path.join(this.folder, `${name}.kubeconfig`), {
      server: this.server,
      ca: this.ca.certificate,
      user,
    });
  }

  async start() {
    const certificates = await issue(this.ca, this.place);
    this.kubeconfig = await this.kubeconfigFor('admin', {
      user: 'testbed-admin',
      groups: ['system:masters'],
    });
    this.api = new Api({
      server: this.server,
      ca: this.ca.certificate,
      user: certificates.admin,
    });
    this.#defineEtcd().start();
    this.#defineApiServer(certificates).start();
    await this.ready();
    // They end at once where the API server has not made its roles yet.
    await this.#startControllers(certificates);
  }

  /** Waits until the API server serves. */
  async ready() {
    await until('the API server is ready', () => this.api?.isReady(), {
      timeoutMs: READY_LIMIT_MS,
      everyMs: 100,
      needs: [this.programs.etcd, this.programs['kube-apiserver']],
    });
  }

  #defineEtcd() {
    const { etcd, peers } = this.place.ports;
    const here = `http://127.0.0.1:${etcd}`;
    const toPeers = `http://127.0.0.1:${peers}`;
    return this.program('etcd', [
      '--name=testbed',
      `--data-dir=${path.join(this.folder, 'etcd')}`,
      `--listen-client-urls=${here}`,
      `--advertise-client-urls=${here}`,
      `--listen-peer-urls=${toPeers}`,
      `--initial-advertise-peer-urls=${toPeers}`,
      `--initial-cluster=testbed=${toPeers}`,
      // What a power cut would lose is a test's.
      '--unsafe-no-fsync',
      '--quota-backend-bytes=4294967296',
      '--log-level=warn',
    ]);
  }

  /** @param {Issued} files */
  #defineApiServer(files) {
    const { address, ports, services, isLoopback } = this.place;
    const issuer = 'https://kubernetes.default.svc';
    return this.program('kube-apiserver', [
      `--bind-address=${address}`,
      `--advertise-address=${address}`,
      `--secure-port=${ports.api}`,
      `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
      `--tls-cert-file=${files.api.certificate}`,
      `--tls-private-key-file=${files.api.key}`,
      `--client-ca-file=${this.ca.certificate}`,
      `--kubelet-certificate-authority=${this.ca.certificate}`,
      `--kubelet-client-certificate=${files.kubelets.certificate}`,
      `--kubelet-client-key=${files.kubelets.key}`,
      '--kubelet-preferred-address-types=InternalIP',
      `--requestheader-client-ca-file=${files.front}`,
      '--requestheader-allowed-names=front-proxy',
      '--requestheader-username-headers=X-Remote-User',
      '--requestheader-group-headers=X-Remote-Group',
      '--requestheader-extra-headers-prefix=X-Remote-Extra-',
      `--proxy-client-cert-file=${files.frontClient.certificate}`,
      `--proxy-client-key-file=${files.frontClient.key}`,
      '--authorization-mode=Node,RBAC',
      '--enable-admission-plugins=NodeRestriction',
      '--allow-privileged=true',
      `--service-account-issuer=${issuer}`,
      `--api-audiences=${issuer}`,
      `--service-account-key-file=${files.accounts.public}`,
      `--service-account-signing-key-file=${files.accounts.private}`,
      `--service-cluster-ip-range=${services}`,
      // Nothing routes Service addresses to the control plane: webhooks are called at their pods.
      '--enable-aggregator-routing=true',
      // Loopback is no address that the Service "kubernetes" could have.
      ...(isLoopback ? ['--endpoint-reconciler-type=none'] : []),
      '--profiling=false',
      '--v=1',
    ]);
  }

  /** @param {Issued} files */
  async #startControllers(files) {
    for (const name of ['kube-controller-manager', 'kube-scheduler']) {
      const file = programFile(name);
      // Folders of KUBEBUILDER_ASSETS have neither: then nothing is garbage-collected or scheduled.
      if (!file) continue;
      const kubeconfig = await this.kubeconfigFor(name, {
        user: `system:${name}`,
      });
      this.program(
        name,
        [
          `--kubeconfig=${kubeconfig}`,
          '--leader-elect=false',
          '--secure-port=0',
          '--v=1',
          ...(name === 'kube-controller-manager'
            ? [
                '--controllers=*,bootstrapsigner,tokencleaner',
                '--use-service-account-credentials=true',
                `--service-account-private-key-file=${files.accounts.private}`,
                `--root-ca-file=${this.ca.certificate}`,
                `--cluster-signing-cert-file=${this.ca.certificate}`,
                `--cluster-signing-key-file=${this.ca.file('ca', 'key')}`,
                `--flex-volume-plugin-dir=${path.join(this.folder, 'plugins')}`,
                `--node-monitor-grace-period=${NODE_GRACE}`,
              ]
            : []),
        ],
        file,
      ).start();
    }
    await until(
      'the controllers made the service account "default"',
      async () =>
        !this.programs['kube-controller-manager'] ||
        (
          await this.api?.request(
            'GET',
            '/api/v1/namespaces/default/serviceaccounts/default',
          )
        )?.status === 200,
      {
        timeoutMs: READY_LIMIT_MS,
        needs: Object.values(this.programs),
      },
    );
  }

  /** Ends everything at once: nobody will read its store again, so nobody needs a farewell. */
  async stop() {
    this.api?.close();
    await Promise.all(
      Object.values(this.programs).map(program =>
        program.stop({ signal: 'SIGKILL' }),
      ),
    );
  }
}

module.exports = { ControlPlane, addressIn, needed };
