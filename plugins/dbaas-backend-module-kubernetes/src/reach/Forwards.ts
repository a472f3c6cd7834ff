import { Address } from '@dbaas-portal/plugin-dbaas-node';
import { KubeConfig } from '@kubernetes/client-node';
import { once } from 'node:events';
import net from 'node:net';
import { KubernetesError } from '../client/KubernetesError';
import { bridge } from './bridge';
import { PodPort } from './podBehind';

const LOOPBACK = '127.0.0.1';
/** So long a door stays open for one who was told of it and did not come. */
const IDLE_MS = 60_000;
const MAX_CLIENTS = 100;

type Door = {
  server: net.Server;
  address: Address;
  timer: NodeJS.Timeout;
  /** Why the last way could not be opened; the client only saw an end. */
  refusal?: unknown;
};

/**
 * Doors on loopback, each of which leads to one port of one pod through the
 * API server: a backend outside of the cluster has no other way to it. Whoever
 * is on the backend's machine can knock; the database still asks for a login.
 */
export class Forwards {
  private readonly doors = new Map<string, Promise<Door>>();
  private readonly clients = new Set<net.Socket>();
  private isStopped = false;

  constructor(private readonly kubeConfig: KubeConfig) {}

  /** An address that leads there for the next minute at least. */
  async to(target: PodPort): Promise<Address> {
    if (this.isStopped) {
      throw new KubernetesError('unreachable', 'the portal is shutting down');
    }
    const key = `${target.namespace}/${target.pod}/${target.port}`;
    let opening = this.doors.get(key);
    if (!opening) {
      opening = this.open(key, target);
      this.doors.set(key, opening);
      opening.catch(() => this.doors.delete(key));
    }
    const door = await opening;
    door.timer.refresh();
    const { refusal } = door;
    if (refusal !== undefined) {
      door.refusal = undefined; // Told once, then it is tried again.
      throw refusal;
    }
    return door.address;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    for (const opening of this.doors.values()) {
      await opening.then(
        ({ server, timer }) => {
          clearTimeout(timer);
          server.close();
        },
        () => {}, // It was never open.
      );
    }
    this.doors.clear();
    this.clients.forEach(client => client.destroy());
  }

  private async open(key: string, target: PodPort): Promise<Door> {
    const server = net.createServer();
    server.maxConnections = MAX_CLIENTS;
    server.listen(0, LOOPBACK);
    server.unref();
    await once(server, 'listening');
    const at = server.address();
    if (!at || typeof at === 'string') {
      throw new Error('The door has no number');
    }
    let inside = 0;
    const timer = setTimeout(() => {
      if (inside > 0) {
        timer.refresh();
        return;
      }
      this.doors.delete(key);
      server.close();
    }, IDLE_MS);
    timer.unref();
    const address = { host: LOOPBACK, port: at.port };
    const door: Door = { server, timer, address };
    server.on('connection', client => {
      inside += 1;
      this.clients.add(client);
      client.on('error', () => client.destroy());
      client.once('close', () => {
        inside -= 1;
        this.clients.delete(client);
        timer.refresh();
      });
      bridge(this.kubeConfig, target, client).catch(error => {
        door.refusal = error;
        client.destroy();
      });
    });
    return door;
  }
}
