// @ts-check
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const { run } = require('../../tools/launcher/processes');
const { Program, until } = require('./program');
const { programFile } = require('./build');

/**
 * A network of the test bed's own, in which the real addresses of pods, services
 * and the API server are reachable from this machine, and nothing else is: no
 * packet of it leaves the machine.
 *
 * One number n makes all addresses: 10.n.0.0/24 links, 10.n.64.0/18 pods (a /22
 * for each node), 10.n.128.0/17 services.
 */

const FIRST = 70;
const LAST = 119;

/** @param {string[]} args */
async function ip(args) {
  const result = await run('ip', args, { timeoutMs: 10_000 });
  if (!result.ok)
    throw new Error(
      `ip ${args.join(' ')}: ${result.error?.message ?? result.output.trim()}`,
    );
  return result.output;
}

/**
 * A set of namespaces (network, mounts, processes) that lives as long as one
 * process: with that one everything in it ends, however many there are.
 */
class Namespace {
  /** @param {{ name: string, logs: string }} options */
  constructor({ name, logs }) {
    const pause = programFile('pause');
    if (!pause) throw new Error('pause is not built');
    this.holder = new Program({
      name: `namespace-${name}`,
      command: 'unshare',
      args: [
        '--net',
        '--mount',
        '--propagation=private',
        '--pid',
        '--fork',
        '--kill-child=SIGKILL',
        '--mount-proc',
        pause,
      ],
      logs,
    });
    this.pid = 0;
  }

  async create() {
    this.holder.start();
    this.pid = await until(
      'the namespace is there',
      () => {
        const outer = this.holder.pid;
        const children = fs
          .readFileSync(`/proc/${outer}/task/${outer}/children`, 'utf8')
          .trim();
        return Number(children) || undefined;
      },
      { timeoutMs: 10_000, everyMs: 20, needs: [this.holder] },
    );
    // Until it has become the holder itself, it may not have its mounts yet.
    await until(
      'the namespace is held',
      () =>
        fs.readFileSync(`/proc/${this.pid}/comm`, 'utf8').trim() === 'pause',
      { timeoutMs: 10_000, everyMs: 20, needs: [this.holder] },
    );
    await this.ip(['link', 'set', 'lo', 'up']);
    return this;
  }

  /** How a program is started inside. @param {string} command @param {string[]} args */
  enter(command, args) {
    return {
      command: 'nsenter',
      args: [
        `--target=${this.pid}`,
        '--net',
        '--mount',
        '--pid',
        '--',
        command,
        ...args,
      ],
    };
  }

  /** @param {string} command @param {string[]} args @param {{ timeoutMs?: number }} [options] */
  async run(command, args, options = {}) {
    const inside = this.enter(command, args);
    const result = await run(inside.command, inside.args, {
      timeoutMs: 60_000,
      ...options,
    });
    if (!result.ok)
      throw new Error(
        `${command} ${args[0] ?? ''}: ${
          result.error?.message ?? result.output.trim().slice(-2000)
        }`,
      );
    return result.output;
  }

  /**
   * Changes the network alone, with this machine's view of processes: a link's
   * other end is named by the process that holds its namespace.
   * @param {string} command @param {string[]} args
   */
  async #inNetwork(command, args) {
    const result = await run(
      'nsenter',
      [`--target=${this.pid}`, '--net', '--', command, ...args],
      { timeoutMs: 10_000 },
    );
    if (!result.ok)
      throw new Error(`${command} ${args.join(' ')}: ${result.output.trim()}`);
  }

  /** @param {string[]} args */
  ip(args) {
    return this.#inNetwork('ip', args);
  }

  /** Passes packets on from one link to another. */
  forward() {
    return this.#inNetwork('sysctl', ['-q', '-w', 'net.ipv4.ip_forward=1']);
  }

  async destroy() {
    await this.holder.stop({ signal: 'SIGKILL' });
  }
}

/** @param {number} number whether no address or route of this machine is in its range */
function isUnused(number) {
  const taken = Object.values(os.networkInterfaces())
    .flat()
    .some(each => each?.address.startsWith(`10.${number}.`));
  const route = fs
    .readFileSync('/proc/net/route', 'utf8')
    .split('\n')
    .some(line => {
      const [, target] = line.split('\t');
      // Little-endian: the first two bytes of the address are the last of the text.
      return (
        target?.slice(6, 8) === '0A' &&
        parseInt(target.slice(4, 6), 16) === number
      );
    });
  return !taken && !route;
}

/** The control plane's namespace, the way to it, and the links of its nodes. */
class Network {
  /** @param {{ logs: string }} options */
  constructor({ logs }) {
    this.logs = logs;
    this.number = 0;
    this.namespace = new Namespace({ name: 'control-plane', logs });
  }

  /** @param {string} rest */
  address(rest) {
    return `10.${this.number}.${rest}`;
  }

  get services() {
    return this.address('128.0/17');
  }

  get dns() {
    return this.address('128.10');
  }

  get pods() {
    return this.address('64.0/18');
  }

  async create() {
    await this.namespace.create();
    const { pid } = this.namespace;
    for (let number = FIRST; number <= LAST; number += 1) {
      if (!isUnused(number)) continue;
      const link = `dbaas-k${number}`;
      const made = await run(
        'ip',
        [
          ...['link', 'add', link, 'type', 'veth'],
          ...['peer', 'name', 'up0', 'netns', String(pid)],
        ],
        { timeoutMs: 10_000 },
      );
      // Somebody else took this number a moment ago: its name is the lock.
      if (!made.ok && /exists/i.test(made.output)) continue;
      if (!made.ok)
        throw new Error(`no link into the network: ${made.output.trim()}`);
      this.number = number;
      await ip(['address', 'add', this.address('0.1/30'), 'dev', link]);
      await ip(['link', 'set', link, 'up']);
      const inside = this.namespace;
      await inside.ip(['address', 'add', this.address('0.2/30'), 'dev', 'up0']);
      await inside.ip(['link', 'set', 'up0', 'up']);
      await inside.ip(['route', 'add', 'default', 'via', this.address('0.1')]);
      await inside.forward();
      await ip([
        'route',
        'add',
        this.address('0.0/16'),
        'via',
        this.address('0.2'),
      ]);
      return this;
    }
    throw new Error('no range of addresses is free for the network of pods');
  }

  /**
   * Links a node's namespace.
   * @param {Namespace} node
   * @param {number} index from 1
   */
  async link(node, index) {
    const near = this.address(`0.${index * 4 + 1}`);
    const far = this.address(`0.${index * 4 + 2}`);
    const name = `node${index}`;
    await this.namespace.ip([
      ...['link', 'add', name, 'type', 'veth'],
      ...['peer', 'name', 'eth0', 'netns', String(node.pid)],
    ]);
    await this.namespace.ip(['address', 'add', `${near}/30`, 'dev', name]);
    await this.namespace.ip(['link', 'set', name, 'up']);
    await node.ip(['address', 'add', `${far}/30`, 'dev', 'eth0']);
    await node.ip(['link', 'set', 'eth0', 'up']);
    await node.ip(['route', 'add', 'default', 'via', near]);
    const pods = this.address(`${64 + (index - 1) * 4}.0/22`);
    await this.namespace.ip(['route', 'add', pods, 'via', far]);
    return { address: far, pods };
  }

  /** Every node can translate the addresses of services; the way there leads over this one. @param {string} node */
  async servicesVia(node) {
    await this.namespace.ip(['route', 'replace', this.services, 'via', node]);
  }

  async destroy() {
    await this.namespace.destroy();
    // The link ends with its other end, in the kernel's own time: its name is free at once.
    await run('ip', ['link', 'delete', `dbaas-k${this.number}`], {
      timeoutMs: 10_000,
    });
  }
}

module.exports = { Network, Namespace };
