import { LocationStatus } from '@dbaas-portal/plugin-dbaas-common';
import {
  AccessNeed,
  Address,
  Inventory,
  InventoryQuery,
  LocationSurvey,
  LogChunk,
  LogRequest,
  Observed,
  PLATFORM_KUBERNETES,
  PlatformEvent,
  TerminalOptions,
  TerminalSession,
} from '@dbaas-portal/plugin-dbaas-node';
import { ApiClient } from './client/ApiClient';
import { KindRef, Kinds, parseKind } from './client/Kinds';
import { isKubernetesError, KubernetesError } from './client/KubernetesError';
import { KubernetesObject } from './client/KubernetesObject';
import { Objects } from './client/Objects';
import { ownAccess } from './access';
import { capacityOf } from './inventory/capacity';
import { ClusterSurvey } from './inventory/ClusterSurvey';
import { Kept } from './inventory/Kept';
import { Nodes, nodesForMembers, readNodes } from './inventory/nodes';
import { notes } from './inventory/notes';
import { findOperator } from './inventory/operators';
import { RECORD_LABEL, UID_LABEL } from './labels';
import { PodLog } from './logs/PodLog';
import { ClusterOptions, KubernetesPlatformOptions } from './options';
import { ClusterRecords } from './records/ClusterRecords';
import { RECORD_KIND } from './records/recordObject';
import { Forwards } from './reach/Forwards';
import { podBehind } from './reach/podBehind';
import { SecretObjects } from './secrets/SecretObjects';
import { TenantSpace } from './tenants/TenantSpace';
import { openTerminal, ownPod } from './terminal/openTerminal';
import { Listeners } from './watch/Listeners';
import { OwnedObjects } from './watch/OwnedObjects';
import { Reflector, ReflectorSource } from './watch/Reflector';

/** Many people look, and they change slowly. */
const NODES_MS = 30_000;

const now = () => new Date().toISOString();

/** Kinds of groups with a dot are somebody's own definition. */
const isCustom = ({ apiVersion }: KindRef) =>
  /^[^/]*\.[^/]*\//.test(apiVersion) && !/\.k8s\.io\//.test(apiVersion);

/** One cluster: its client, its watches, and what they have seen. */
export class Cluster {
  readonly id: string;
  readonly objects: Objects;
  readonly records: ClusterRecords;
  readonly secrets: SecretObjects;
  readonly listeners: Listeners;
  private readonly client: ApiClient;
  private readonly forwards: Forwards;
  private readonly space: TenantSpace;
  private readonly owned = new OwnedObjects();
  private readonly reflectors: Reflector[] = [];
  private readonly unsynced = new Set<string>();
  private readonly lost = new Map<string, KubernetesError>();
  private kinds: KindRef[] = [];
  private readonly knownNodes: Kept<Nodes>;
  private readonly survey: ClusterSurvey;

  constructor(
    private readonly options: ClusterOptions,
    { policy, logger }: Pick<KubernetesPlatformOptions, 'policy' | 'logger'>,
  ) {
    this.id = options.id;
    this.client = new ApiClient(options.kubeConfig);
    this.forwards = new Forwards(options.kubeConfig);
    this.objects = new Objects(this.client, new Kinds(this.client));
    this.listeners = new Listeners(uid => this.seenOf(uid), logger);
    this.space = new TenantSpace(this.objects, options.id, policy);
    this.records = new ClusterRecords(
      this.objects,
      { location: options.id, space: this.space },
      {
        tell: event => this.listeners.tell(event),
        appeared: uid => this.touch([uid]),
      },
    );
    this.secrets = new SecretObjects(this.objects, uid =>
      this.records.find(uid),
    );
    this.knownNodes = new Kept(() => readNodes(this.objects), {
      freshMs: NODES_MS,
    });
    this.survey = new ClusterSurvey({
      objects: this.objects,
      nodes: this.knownNodes,
      own: ownAccess(policy, options.reach),
      tenants: () => this.records.tenantNames(),
    });
  }

  /** Begins to watch records, and the kinds that bindings name. */
  start(kinds: string[]): void {
    this.kinds = [...new Set(kinds)].map(parseKind);
    this.watch(
      { ...RECORD_KIND, labelSelector: RECORD_LABEL },
      object => this.records.take(object),
      object => this.records.lose(object),
    );
    for (const kind of this.kinds) {
      this.watch(
        // Of what every cluster is full of, only what is ours.
        isCustom(kind) ? kind : { ...kind, labelSelector: UID_LABEL },
        object => this.touch(this.owned.put(object, now())),
        object => this.touch(this.owned.remove(object)),
      );
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.reflectors.map(r => r.stop()));
    this.listeners.close();
    await this.forwards.stop();
  }

  /** Whether Backstage's own Kubernetes plugin knows it by the same name. */
  get isInBackstage(): boolean {
    return this.options.inBackstage ?? false;
  }

  get isReachable(): boolean {
    return this.lost.size === 0 && this.unsynced.size === 0;
  }

  add(listener: (event: PlatformEvent) => void): () => void {
    this.records.tellAll(listener);
    for (const uid of this.owned.instances()) {
      listener({ type: 'resources', uid, resources: this.seenOf(uid) });
    }
    const [error] = this.lost.values();
    if (error) {
      listener({ type: 'unreachable', reason: error.reason });
    } else if (this.unsynced.size === 0) {
      listener({ type: 'synced' });
    }
    return this.listeners.add(listener);
  }

  async status(): Promise<LocationStatus> {
    const { id, title = id } = this.options;
    const about = {
      id,
      platform: PLATFORM_KUBERNETES,
      name: { en: title, zh: title },
      findings: [],
    };
    try {
      if (!this.isReachable) {
        this.knownNodes.forget();
      }
      const capacity = capacityOf((await this.knownNodes.get()).value);
      return { ...about, reachable: { available: true }, capacity };
    } catch (error) {
      if (error instanceof KubernetesError) {
        const { reason } = error;
        // Without the right to see nodes it is still a place to run on.
        return error.code === 'forbidden'
          ? {
              ...about,
              reachable: { available: true },
              findings: [notes.refused(error)],
            }
          : { ...about, reachable: { available: false, reason } };
      }
      throw error;
    }
  }

  surveyed(needs: AccessNeed[]): Promise<LocationSurvey> {
    return this.survey.survey(needs);
  }

  /** Undefined without the right to see them: the scheduler alone knows. */
  async nodes(): Promise<string[] | undefined> {
    try {
      return nodesForMembers((await this.knownNodes.get()).value);
    } catch (error) {
      if (isKubernetesError(error, 'forbidden')) {
        return undefined;
      }
      throw error;
    }
  }

  async inventory(queries: InventoryQuery[]): Promise<Inventory> {
    const found = await Promise.all(
      queries.map(async query => [
        query.id,
        await findOperator(this.objects, query),
      ]),
    );
    return { found: Object.fromEntries(found) };
  }

  /** Asks the API server itself, of each kind; nobody's memory. */
  async read(uid: string): Promise<Observed[]> {
    const record = await this.records.find(uid);
    if (!record) {
      return [];
    }
    const observedAt = now();
    const fresh = new OwnedObjects();
    for (const kind of this.kinds) {
      if (!(await this.objects.kinds.find(kind))) {
        continue;
      }
      const { items } = await this.objects.list(kind, {
        namespace: record.spec.tenant,
        ...(isCustom(kind) ? {} : { labelSelector: `${UID_LABEL}=${uid}` }),
      });
      items.forEach(object => fresh.put(object, observedAt));
    }
    return fresh.of(uid, record.spec.tenant);
  }

  /** Where this backend connects to in order to reach an address. */
  async reach(uid: string, address: Address): Promise<Address> {
    if (this.options.reach === 'direct') {
      return address;
    }
    const target = podBehind(address, this.seenOf(uid));
    return target ? this.forwards.to(target) : address;
  }

  /** Only into pods that this moment shows as the instance's own. */
  async terminal(
    uid: string,
    options: TerminalOptions,
  ): Promise<TerminalSession> {
    const namespace = ownPod(await this.read(uid), options.resource);
    return this.space.onceEntered(namespace, () =>
      openTerminal(this.options.kubeConfig, namespace, options),
    );
  }

  /** Of what is the instance's, in the namespace of its tenant. */
  logs(uid: string, request: LogRequest): AsyncIterable<LogChunk> {
    const seen = () => this.seenOf(uid);
    return new PodLog({ client: this.client, seen, request }).read();
  }

  private watch(
    source: ReflectorSource,
    put: (object: KubernetesObject) => void,
    gone: (object: KubernetesObject) => void,
  ): void {
    const key = `${source.apiVersion}/${source.kind}/${source.labelSelector}`;
    this.unsynced.add(key);
    const reflector = new Reflector(this.client, this.objects, source, {
      put,
      gone,
      synced: () => {
        this.unsynced.delete(key);
        this.lost.delete(key);
        if (this.isReachable) {
          this.listeners.tell({ type: 'synced' });
        }
      },
      lost: error => {
        this.lost.set(key, error);
        this.listeners.tell({ type: 'unreachable', reason: error.reason });
      },
    });
    this.reflectors.push(reflector);
    reflector.start();
  }

  /** Nothing as long as it is not known where the instance belongs. */
  private seenOf(uid: string): Observed[] {
    const record = this.records.seen(uid);
    return record ? this.owned.of(uid, record.spec.tenant) : [];
  }

  private touch(uids: string[]): void {
    uids.forEach(uid => this.listeners.touch(uid));
  }
}
