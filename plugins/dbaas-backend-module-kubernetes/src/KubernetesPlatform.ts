import { NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  InstanceRecord,
  LocationStatus,
  Reason,
  TenantRecord,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  AccessNeed,
  Address,
  CONTRACT_VERSION,
  InstanceDescription,
  Inventory,
  InventoryQuery,
  LocationSurvey,
  LogRequest,
  Observed,
  Platform,
  PLATFORM_KUBERNETES,
  PlatformEvent,
  PlatformResource,
  PlatformScope,
  RecordStore,
  ResourceChange,
  SecretStore,
  Step,
  StepContext,
  TerminalOptions,
  TerminalSession,
} from '@dbaas-portal/plugin-dbaas-node';
import { Cluster } from './Cluster';
import { describeInstance } from './describe/describeInstance';
import { whyNotGrow } from './inventory/growth';
import { KubernetesPlatformOptions } from './options';
import { UID_LABEL } from './labels';
import { placed } from './steps/apply';
import { executeStep } from './steps/execute';
import { preview } from './steps/preview';
import { anyResourcesShape, resourcesShape } from './steps/resourceShape';

/** Instances in clusters, under operators; one location per cluster. */
export class KubernetesPlatform implements Platform {
  readonly contractVersion = CONTRACT_VERSION;
  readonly id = PLATFORM_KUBERNETES;
  private readonly clusters: Map<string, Cluster>;

  constructor(options: KubernetesPlatformOptions) {
    this.clusters = new Map(
      options.clusters.map(c => [c.id, new Cluster(c, options)]),
    );
  }

  async start({ kinds }: PlatformScope): Promise<void> {
    for (const cluster of this.clusters.values()) {
      cluster.start(kinds);
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.clusters.values()].map(c => c.stop()));
  }

  async locations(): Promise<LocationStatus[]> {
    return Promise.all([...this.clusters.values()].map(c => c.status()));
  }

  /** Any backend reaches a cluster; one that is away is waited for. */
  canExecute(location: string): boolean {
    return this.clusters.get(location)?.isReachable ?? false;
  }

  nodes(location: string): Promise<string[] | undefined> {
    return this.cluster(location).nodes();
  }

  cannotGrow(
    location: string,
    instance: { uid: string; tenant: string },
  ): Promise<Reason | undefined> {
    return whyNotGrow(this.cluster(location).objects, instance);
  }

  inventory(location: string, queries: InventoryQuery[]): Promise<Inventory> {
    return this.cluster(location).inventory(queries);
  }

  async survey(location: string, needs: AccessNeed[]): Promise<LocationSurvey> {
    return this.cluster(location).surveyed(needs);
  }

  instances(location: string): RecordStore<InstanceRecord> {
    return this.cluster(location).records.instances;
  }

  tenants(location: string): RecordStore<TenantRecord> {
    return this.cluster(location).records.tenants;
  }

  secrets(location: string): SecretStore {
    return this.cluster(location).secrets;
  }

  watch(
    location: string,
    listener: (event: PlatformEvent) => void,
  ): () => void {
    return this.cluster(location).add(listener);
  }

  resources(location: string, uid: string): Promise<Observed[]> {
    return this.cluster(location).read(uid);
  }

  reach(location: string, uid: string, address: Address): Promise<Address> {
    return this.cluster(location).reach(uid, address);
  }

  terminal(
    location: string,
    uid: string,
    options: TerminalOptions,
  ): Promise<TerminalSession> {
    return this.cluster(location).terminal(uid, options);
  }

  logs(location: string, uid: string, request: LogRequest) {
    return this.cluster(location).logs(uid, request);
  }

  async preview(
    location: string,
    { uid, tenant }: { uid: string; tenant: string },
    resources: PlatformResource[],
  ): Promise<ResourceChange[]> {
    const { objects } = this.cluster(location);
    const all = resourcesShape
      .parse(resources)
      .map(resource => placed(resource, { uid, namespace: tenant }));
    return preview(objects, all);
  }

  async describe(
    location: string,
    { uid, tenant }: { uid: string; tenant: string },
    wanted: PlatformResource[],
  ): Promise<InstanceDescription> {
    const cluster = this.cluster(location);
    const place = { uid, namespace: tenant };
    const all = anyResourcesShape
      .parse(wanted)
      .map(resource => placed(resource, place));
    const seen = await cluster.read(uid);
    return describeInstance(cluster.objects, place, seen, all);
  }

  annotations({ uid, spec }: InstanceRecord): Record<string, string> {
    return this.clusters.get(spec.location)?.isInBackstage
      ? {
          'backstage.io/kubernetes-cluster': spec.location,
          'backstage.io/kubernetes-namespace': spec.tenant,
          'backstage.io/kubernetes-label-selector': `${UID_LABEL}=${uid}`,
        }
      : {};
  }

  execute(step: Step, context: StepContext): Promise<JsonObject> {
    const { objects } = this.cluster(context.location);
    return executeStep(objects, step, context);
  }

  private cluster(location: string): Cluster {
    const cluster = this.clusters.get(location);
    if (!cluster) {
      throw new NotFoundError(`There is no cluster '${location}' here`);
    }
    return cluster;
  }
}

/**
 * Makes the platform of clusters; it does nothing before `start`.
 *
 * @public
 */
export function createKubernetesPlatform(
  options: KubernetesPlatformOptions,
): Platform {
  return new KubernetesPlatform(options);
}
