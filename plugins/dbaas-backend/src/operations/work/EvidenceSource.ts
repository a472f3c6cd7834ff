import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import { Evidence } from '@dbaas-portal/plugin-dbaas-node';
import { DefaultRegistry } from '../../engines/DefaultRegistry';
import { DbaasUnavailableError } from '../../errors';
import { DefaultInstanceIndex } from '../../instances/DefaultInstanceIndex';
import { KeptSessions } from '../../instances/KeptSessions';
import { MemberProber } from '../../instances/MemberProber';
import { ofIncarnation } from '../../instances/ofIncarnation';

/** Looks at an instance afresh, and lets everybody else see it too. */
export class EvidenceSource {
  constructor(
    private readonly registry: DefaultRegistry,
    private readonly prober: MemberProber,
    private readonly index: DefaultInstanceIndex,
  ) {}

  /** Throws, transiently, where the location does not answer. */
  async look(record: InstanceRecord, kept?: KeptSessions): Promise<Evidence> {
    const { spec, uid } = record;
    const platform = this.registry.platform(spec.platform);
    if (!platform) {
      throw new DbaasUnavailableError(spec.location);
    }
    const resources = await platform.resources(spec.location, uid);
    const probes = await this.prober.probe(
      uid,
      spec,
      ofIncarnation(record, resources),
      kept,
    );
    this.index.putResources(uid, resources);
    this.index.putProbes(uid, probes);
    return { resources, probes, reachable: true };
  }
}
