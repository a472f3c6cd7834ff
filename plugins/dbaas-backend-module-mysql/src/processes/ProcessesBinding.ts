import {
  InstanceSpec,
  InstanceStatus,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Binding,
  BindingContext,
  BindingLogs,
  CONTRACT_VERSION,
  Evidence,
  Footprint,
  Inventory,
  LocalResource,
  NextInput,
  Observed,
  observeLocal,
  PLATFORM_LOCAL,
  probesOfLocal,
  ProbeTarget,
  ProgramQuery,
  RenderContext,
  sumOfMembers,
} from '@dbaas-portal/plugin-dbaas-node';
import { detect } from './detect';
import { facets } from './facets';
import { troubleInGroup, upkeepOfGroup, withCure } from './group';
import { isGroup, ProcessesKind } from './kind';
import { currentPrimary } from './members';
import { next } from './next';
import { troubleOfReplica } from './reasons';
import { render } from './render';

/** An engine of the family as processes of the local platform. */
export class ProcessesBinding implements Binding<LocalResource, ProgramQuery> {
  readonly contractVersion = CONTRACT_VERSION;
  readonly platform = PLATFORM_LOCAL;
  readonly controller = 'processes';
  readonly watches = ['LocalMember', 'LocalAddress'];
  readonly access = [];
  readonly engine: string;
  readonly queries: ProgramQuery[];
  readonly logs: BindingLogs<LocalResource>;

  constructor(private readonly kind: ProcessesKind) {
    this.engine = kind.descriptor.id;
    this.queries = [kind.query];
    this.logs = { read: kind.readLine };
  }

  detect(inventory: Inventory) {
    return detect(this.kind, inventory);
  }

  /** Local resources carry no name of their instance: their folder does. */
  identify(): undefined {
    return undefined;
  }

  /** There is nothing to adopt: local processes are only ever ours. */
  read(): undefined {
    return undefined;
  }

  render(spec: InstanceSpec, context: RenderContext): LocalResource[] {
    return render(this.kind, spec, context);
  }

  wanted(
    spec: InstanceSpec,
    evidence: Evidence<LocalResource>,
    context: RenderContext,
  ): LocalResource[] {
    const existing = evidence.resources.map(r => r.resource);
    const status = this.observe(spec, evidence, context);
    const primary = currentPrimary(status, existing);
    return render(this.kind, spec, context, {
      writer: primary,
      address: primary,
      birth: context.nextIncarnation,
      existing,
    });
  }

  observe(
    spec: InstanceSpec,
    evidence: Evidence<LocalResource>,
    context: BindingContext,
  ) {
    const status = observeLocal(spec, evidence, context, {
      replicaTrouble: answer =>
        isGroup(spec) ? troubleInGroup(answer) : troubleOfReplica(answer),
    });
    return withCure(spec, status);
  }

  probes(
    spec: InstanceSpec,
    resources: Observed<LocalResource>[],
  ): ProbeTarget[] {
    return probesOfLocal(spec, resources);
  }

  facets(spec: InstanceSpec) {
    return facets(this.kind, spec);
  }

  next(input: NextInput<LocalResource>) {
    return next(this.kind, input);
  }

  upkeep(spec: InstanceSpec, status: InstanceStatus) {
    return upkeepOfGroup(spec, status);
  }

  /** Scaling starts the new members before old ones go. */
  footprint(spec: InstanceSpec, _operation?: OperationKind): Footprint {
    const steady = sumOfMembers(spec);
    return { steady, surge: steady };
  }
}
