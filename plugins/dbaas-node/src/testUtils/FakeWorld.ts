import { JsonObject } from '@backstage/types';
import {
  InstanceRecord,
  TenantRecord,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Credential,
  Observed,
  PlatformEvent,
  ResourceDescription,
  Step,
} from '../contracts';
import { FakeLogs } from './FakeLogs';

/**
 * A server that only exists in memory: what a driver of the fake family
 * connects to.
 *
 * @public
 */
export type FakeServer = {
  name: string;
  port: number;
  incarnation: string;
  running: boolean;
  primary: boolean;
  databases: string[];
  users: Record<string, { password: string; locked: boolean }>;
  restarts: number;
};

/**
 * What a step shall do other than it should. Taken once, or `times`.
 *
 * @public
 */
export type FakeFault = {
  /** The id of a step, or its action. */
  step: string;
  times?: number;
} & (
  | { how: 'fail'; error: Error }
  /** Fails after its effect is there: a crash of the platform. */
  | { how: 'fail-after'; error: Error }
  /** Says that it is done, and did nothing. */
  | { how: 'lie' }
  /** Takes no notice of anything but this promise. */
  | { how: 'wait'; until: Promise<void> }
);

/** What was executed, in order: for assertions. @public */
export type FakeExecution = {
  uid: string;
  operation: string;
  step: string;
  action: string;
};

/** A terminal that was opened, for assertions. @public */
export type FakeTerminal = {
  uid: string;
  resource: string;
  command: string[];
  sizes: string[];
  isOpen: boolean;
};

type Listener = (event: PlatformEvent) => void;

const FIRST_PORT = 20_000;

/**
 * The world behind fake platforms and drivers: records, secrets and servers in
 * memory. Several platforms on one world are several backends on one machine.
 *
 * @public
 */
export class FakeWorld {
  readonly records = new Map<string, InstanceRecord>();
  readonly tenants = new Map<string, TenantRecord>();
  readonly secrets = new Map<string, Map<string, Credential>>();
  readonly servers = new Map<string, Map<string, FakeServer>>();
  /** Objects that nobody rendered, e.g. of an operator, by uid. */
  readonly objects = new Map<string, ResourceDescription[]>();
  /** What servers have written. */
  readonly logs = new FakeLogs();
  readonly executions: FakeExecution[] = [];
  readonly terminals: FakeTerminal[] = [];
  /** How often something was made that must be made once. */
  readonly made = new Map<string, number>();
  private readonly listeners = new Set<Listener>();
  private faults: FakeFault[] = [];
  private away = false;
  private nextPort = FIRST_PORT;

  /** Makes steps fail, wait or lie. */
  fault(fault: FakeFault): void {
    this.faults.push({ ...fault });
  }

  takeFault(step: Pick<Step, 'id' | 'action'>): FakeFault | undefined {
    const found = this.faults.find(
      f => f.step === step.id || f.step === step.action,
    );
    if (found) {
      found.times = (found.times ?? 1) - 1;
      this.faults = this.faults.filter(f => (f.times ?? 1) > 0);
    }
    return found;
  }

  /** Whether the location does not answer. */
  get unreachable(): boolean {
    return this.away;
  }

  setUnreachable(unreachable: boolean): void {
    this.away = unreachable;
    this.tell(
      unreachable
        ? {
            type: 'unreachable',
            reason: {
              code: 'fake-unreachable',
              text: { en: 'It is cut off', zh: '连接已断开' },
            },
          }
        : { type: 'synced' },
    );
  }

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(event: PlatformEvent): void {
    if (this.away && event.type !== 'unreachable') {
      return;
    }
    for (const listener of this.listeners) {
      listener(event);
    }
  }

  count(what: string): void {
    this.made.set(what, (this.made.get(what) ?? 0) + 1);
  }

  takePort(): number {
    this.nextPort += 1;
    return this.nextPort;
  }

  serversOf(uid: string): Map<string, FakeServer> {
    const known = this.servers.get(uid) ?? new Map<string, FakeServer>();
    this.servers.set(uid, known);
    return known;
  }

  serverAt(port: number): FakeServer | undefined {
    for (const servers of this.servers.values()) {
      for (const server of servers.values()) {
        if (server.port === port) {
          return server;
        }
      }
    }
    return undefined;
  }

  resources(uid: string): Observed[] {
    const observedAt = new Date().toISOString();
    return [...(this.servers.get(uid)?.values() ?? [])].map(server => ({
      resource: {
        kind: 'FakeServer',
        metadata: { name: server.name },
        spec: { primary: server.primary },
        status: statusOf(server),
      },
      incarnation: server.incarnation,
      observedAt,
    }));
  }

  /** Kills a server, as a crash of the machine would. */
  kill(uid: string, name: string): void {
    const server = this.servers.get(uid)?.get(name);
    if (server) {
      server.running = false;
      this.seen(uid);
    }
  }

  seen(uid: string): void {
    this.tell({ type: 'resources', uid, resources: this.resources(uid) });
  }

  /** Everything that is left of an instance, by name; empty after a delete. */
  leftOf(uid: string): string[] {
    return [
      ...(this.records.has(uid) ? ['record'] : []),
      ...[...(this.secrets.get(uid)?.keys() ?? [])].map(n => `secret ${n}`),
      ...[...(this.servers.get(uid)?.keys() ?? [])].map(n => `server ${n}`),
    ];
  }
}

function statusOf(server: FakeServer): JsonObject {
  return {
    running: server.running,
    port: server.port,
    restarts: server.restarts,
  };
}
