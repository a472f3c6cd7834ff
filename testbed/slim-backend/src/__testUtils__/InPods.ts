import {
  Created,
  InstanceDetail,
  InstanceRequest,
  Operation,
  ResourceList,
  RevealedCredential,
} from '@dbaas-portal/plugin-dbaas-common';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
// The test bed is plain files, no package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { Cluster } from '../../../kubernetes';
import { Answer } from './ask';
import {
  shippedRights,
  shippedTerminalRights,
  TENANTS_WITH_TERMINALS,
} from './shippedRights';
import { SlimBackend } from './SlimBackend';

/** Only against hanging. */
const WAIT_MS = 600_000;
const LOOK_MS = 250;

/** The location and the tenant of a portal in front of a cluster. */
export const LOCATION = 'pods';
export const TENANT = 'shop';

/** An object of the API server, as far as tests look. */
export type ClusterObject = {
  metadata: { name: string; annotations?: Record<string, string> };
  spec: { clusterIP?: string };
  status: {
    currentPrimary?: string;
    readyInstances?: number;
    capacity?: { storage: string };
  };
};

function accepted<T>({ status, body }: Answer<T>): T {
  if (status !== 202) {
    throw new Error(`${status} ${JSON.stringify(body)}`);
  }
  return body;
}

/** One instance in pods, as people have it, and as the cluster itself has it. */
export class InPods {
  uid = '';

  private constructor(
    readonly cluster: Cluster,
    readonly backend: SlimBackend,
    private readonly folder: string,
  ) {}

  /**
   * A backend outside of the cluster, with the rights that are shipped and no
   * more, and one tenant.
   */
  static async start(cluster: Cluster): Promise<InPods> {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'dbaas-pods-'));
    const kubeconfig = path.join(folder, 'kubeconfig');
    const login = await shippedRights(cluster);
    await shippedTerminalRights(cluster);
    await fs.writeFile(kubeconfig, login.exportConfig(), { mode: 0o600 });
    const backend = await SlimBackend.create(folder, {
      entry: 'withClusters',
      ports: { from: 25400, to: 25409 },
      dbaas: {
        local: { enabled: false },
        clusters: [{ id: LOCATION, kubeconfig }],
        kubernetes: { tenants: TENANTS_WITH_TERMINALS },
        terminal: { enabled: true },
        seed: {
          tenants: [
            {
              name: TENANT,
              displayName: 'Shop',
              owner: 'group:default/testers',
              members: [],
              quotas: { [LOCATION]: { cpuMillis: 2000 } },
            },
          ],
        },
      },
    });
    await backend.start();
    return new InPods(cluster, backend, folder);
  }

  async stop(): Promise<void> {
    await this.backend.stop();
    await fs.rm(this.folder, { recursive: true, force: true });
  }

  async request(request: InstanceRequest): Promise<void> {
    const made = accepted(
      await this.backend.post<Created>('/instances', request),
    );
    this.uid = made.uid;
    await this.succeeded(made.operation.id);
  }

  async operate(kind: string, input: object = {}): Promise<void> {
    const { id } = accepted(
      await this.backend.post<Operation>(`/instances/${this.uid}/operations`, {
        kind,
        input,
      }),
    );
    await this.succeeded(id);
  }

  async until<T>(
    what: string,
    look: () => Promise<T | false | undefined>,
  ): Promise<T> {
    const end = Date.now() + WAIT_MS;
    for (;;) {
      const found = await look();
      if (found) {
        return found;
      }
      if (Date.now() > end) {
        const seen = JSON.stringify(await this.detail());
        throw new Error(`Not seen: ${what}\n${seen}`);
      }
      await new Promise(resolve => setTimeout(resolve, LOOK_MS));
    }
  }

  /** The least that is seen of something while something else is under way. */
  async least(
    work: Promise<void>,
    look: () => Promise<number | undefined>,
  ): Promise<number> {
    let least = Infinity;
    let isOver = false;
    const over = work.finally(() => {
      isOver = true;
    });
    // Told below; until then it is nobody's.
    over.catch(() => {});
    while (!isOver) {
      least = Math.min(least, (await look()) ?? 0);
      await new Promise(resolve => setTimeout(resolve, LOOK_MS));
    }
    await over;
    return least;
  }

  async detail(): Promise<InstanceDetail> {
    const { body } = await this.backend.get<InstanceDetail>(
      `/instances/${this.uid}`,
    );
    return body;
  }

  untilGreen(members: number): Promise<InstanceDetail> {
    return this.until(`${members} members are green`, async () => {
      const seen = await this.detail();
      return (
        seen.status?.health === 'green' &&
        seen.status.members.length === members &&
        seen
      );
    });
  }

  /** Kinds of its objects, with how those that are wanted stand to that. */
  async resources(): Promise<string[]> {
    const { body } = await this.backend.get<ResourceList>(
      `/instances/${this.uid}/resources`,
    );
    if (!body.compared.available || body.unseen.length > 0) {
      throw new Error(`Not compared: ${JSON.stringify(body)}`);
    }
    return body.items.map(({ kind, difference }) =>
      difference ? `${kind} ${difference.state}` : kind,
    );
  }

  /** The rows that a statement of the console answers with. */
  async console(statement: string): Promise<unknown> {
    const answer = await fetch(
      `${this.backend.url}/api/dbaas/v1/instances/${this.uid}/statements`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.backend.token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ id: randomUUID(), statement }),
      },
    );
    const frames = (await answer.text())
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    return frames.find(f => f.type === 'rows')?.rows;
  }

  /** Ends a pod as an accident would. */
  async kill(pod: string): Promise<void> {
    await this.cluster.kubectl([
      'delete',
      'pod',
      pod,
      `--namespace=${TENANT}`,
      '--grace-period=0',
      '--force',
    ]);
  }

  /** The login of a user, as one who may see it gets it. */
  async reveal(user: string): Promise<RevealedCredential> {
    const { body } = await this.backend.post<RevealedCredential>(
      `/instances/${this.uid}/secrets/${user}/reveal`,
      {},
    );
    return body;
  }

  /** What the API server itself has in the tenant's namespace. */
  async objects(kinds: string): Promise<ClusterObject[]> {
    const said = await this.cluster.kubectl([
      'get',
      kinds,
      `--namespace=${TENANT}`,
      '--output=json',
    ]);
    return JSON.parse(said).items;
  }

  /** Waits until of all these kinds only what the tenant itself has is left. */
  async untilNothingIsLeft(kinds: string[]): Promise<void> {
    // And what every namespace has.
    const others = ['dbaas-tenant', 'kube-root-ca.crt'];
    await this.until('nothing is left', async () => {
      const all = await this.objects(
        [...kinds, 'pods', 'services', 'secrets', 'configmaps'].join(','),
      );
      const names = all.map(({ metadata }) => metadata.name).sort();
      return names.join() === others.join();
    });
  }

  /** Where this machine reaches a Service of the cluster. */
  async addressOf(service: string): Promise<string> {
    const found = (await this.objects('services')).find(
      ({ metadata }) => metadata.name === service,
    );
    if (!found?.spec.clusterIP) {
      throw new Error(`There is no Service '${service}'`);
    }
    return found.spec.clusterIP;
  }

  private async succeeded(id: string): Promise<void> {
    const { kind, state, reason, steps } = await this.backend.ended(id);
    if (state !== 'succeeded') {
      const last = JSON.stringify({ reason, step: steps.at(-1) }, null, 2);
      throw new Error(`${kind} ${state}: ${last}\n${this.backend.lastWords}`);
    }
  }
}

export function primaryOf({ status }: InstanceDetail): string {
  const primary = status.members.find(m => m.role === 'primary' && m.ready);
  if (!primary) {
    throw new Error(`Nobody is the primary: ${JSON.stringify(status)}`);
  }
  return primary.name;
}

/**
 * Each stage goes on where the one before it ended: after a failure the rest
 * fails at once, and says why.
 */
export function inTurn() {
  let isBroken = false;
  return (work: () => Promise<void>) => async () => {
    if (isBroken) {
      throw new Error('A stage before this one failed');
    }
    isBroken = true;
    await work();
    isBroken = false;
  };
}
