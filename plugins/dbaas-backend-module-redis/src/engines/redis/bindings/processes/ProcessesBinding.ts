import { InstanceSpec, OperationKind } from '@dbaas-portal/plugin-dbaas-common';
import {
  Binding,
  BindingContext,
  CONTRACT_VERSION,
  Evidence,
  Footprint,
  Inventory,
  LocalResource,
  NextInput,
  Observed,
  PLATFORM_LOCAL,
  primaryOfLocal,
  probesOfLocal,
  ProbeTarget,
  ProgramQuery,
  RenderContext,
  sumOfMembers,
} from '@dbaas-portal/plugin-dbaas-node';
import { ENGINE } from '../../descriptor';
import { detect } from './detect';
import { facets } from './facets';
import { readLine } from './logs';
import { next } from './next';
import { observe } from './observe';
import { queries } from './queries';
import { render } from './render';

/** Redis and Valkey as processes of the local platform. */
export class ProcessesBinding implements Binding<LocalResource, ProgramQuery> {
  readonly contractVersion = CONTRACT_VERSION;
  readonly engine = ENGINE;
  readonly platform = PLATFORM_LOCAL;
  readonly controller = 'processes';
  readonly queries = queries;
  readonly watches = ['LocalMember', 'LocalAddress'];
  readonly access = [];
  readonly logs = { read: readLine };

  detect(inventory: Inventory) {
    return detect(inventory);
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
    return render(spec, context);
  }

  wanted(
    spec: InstanceSpec,
    evidence: Evidence<LocalResource>,
    context: RenderContext,
  ): LocalResource[] {
    const resources = evidence.resources.map(r => r.resource);
    const status = this.observe(spec, evidence, context);
    return render(spec, context, primaryOfLocal(status, resources));
  }

  observe(
    spec: InstanceSpec,
    evidence: Evidence<LocalResource>,
    context: BindingContext,
  ) {
    return observe(spec, evidence, context);
  }

  probes(
    spec: InstanceSpec,
    resources: Observed<LocalResource>[],
  ): ProbeTarget[] {
    return probesOfLocal(spec, resources);
  }

  facets(spec: InstanceSpec) {
    return facets(spec);
  }

  next(input: NextInput<LocalResource>) {
    return next(input);
  }

  /**
   * No operation takes more than the larger of the two specs it leads between:
   * members are added or removed, never made anew beside the old ones. The
   * Sentinels are not counted, they take next to nothing.
   */
  footprint(spec: InstanceSpec, operation?: OperationKind): Footprint {
    const steady = sumOfMembers(spec);
    return {
      steady,
      surge: operation === 'delete' ? sumOfMembers(spec, 0) : steady,
    };
  }
}
