import {
  LocationDetail,
  LocationStatus,
  LocationSummary,
  NodeMember,
  NodeMembers,
} from '@dbaas-portal/plugin-dbaas-common';
import { Platform } from '@dbaas-portal/plugin-dbaas-node';
import { matchesFilter, ScopeFilter } from '../access/Filter';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import { DbaasNotFoundError } from '../errors';
import { InstanceIndex } from '../instances/InstanceIndex';
import { Census, Count } from './Census';
import { LocationLooks, Look } from './LocationLooks';
import { LocationService } from './LocationService';

/** So many members of one node are shown. */
const MEMBERS = 500;

/** Joins what platforms tell with the fleet's picture in memory. */
export class DefaultLocationService implements LocationService {
  constructor(
    private readonly options: {
      registry: DefaultRegistry;
      index: InstanceIndex;
      census: Census;
      looks: LocationLooks;
    },
  ) {}

  async list(): Promise<LocationSummary[]> {
    const { registry, looks } = this.options;
    const found = await Promise.all(
      registry.platforms().map(platform => looks.statuses(platform)),
    );
    return found.flat().map(status => this.summary(status));
  }

  async get(location: string): Promise<LocationDetail> {
    const { registry, census, looks } = this.options;
    const platform = this.platformOf(location);
    const [statuses, look, offers] = await Promise.all([
      looks.statuses(platform),
      looks.survey(platform, location),
      registry.offers(),
    ]);
    const status = statuses.find(({ id }) => id === location);
    if (!status) {
      throw new DbaasNotFoundError(location);
    }
    return {
      location: this.summary(status),
      ...sections(look, census.at(location)),
      offers: offers.filter(offer => offer.location === location),
    };
  }

  async members(
    location: string,
    node: string,
    filter: ScopeFilter,
  ): Promise<NodeMembers> {
    const { index, looks } = this.options;
    const look = await looks.survey(this.platformOf(location), location);
    const items: NodeMember[] = [];
    let total = 0;
    for (const { record, status } of index.all()) {
      if (record.spec.location !== location) {
        continue;
      }
      const isSeen = matchesFilter(filter, index.scopeOf(record));
      for (const member of status.members) {
        if (!isOn(node, member.node, look)) {
          continue;
        }
        total += 1;
        if (isSeen && items.length < MEMBERS) {
          items.push({
            uid: record.uid,
            instance: record.spec.name,
            tenant: record.spec.tenant,
            engine: record.spec.engine,
            health: status.health,
            member,
          });
        }
      }
    }
    return { items, total };
  }

  private platformOf(location: string): Platform {
    const platform = this.options.registry.platformOf(location);
    if (!platform) {
      throw new DbaasNotFoundError(location);
    }
    return platform;
  }

  /** The watch knows of a silence sooner than a status that may be kept. */
  private summary(status: LocationStatus): LocationSummary {
    const { index, census } = this.options;
    const silence = index.silence(status.id);
    const { health, promised } = census.at(status.id);
    return {
      ...status,
      ...(silence
        ? {
            reachable: { available: false, reason: silence.reason },
            unreachableSince: silence.since,
          }
        : {}),
      use: { health, promised },
    };
  }
}

function isOn(node: string, named: string | undefined, { survey }: Look) {
  return named === undefined
    ? Boolean(survey?.oneMachine) && survey?.nodes?.items[0]?.name === node
    : named === node;
}

function sections({ survey, notObserved }: Look, count: Count) {
  const onNode = new Map(count.members);
  const [first] = survey?.nodes?.items ?? [];
  if (survey?.oneMachine && first) {
    const unnamed = onNode.get('') ?? 0;
    onNode.set(first.name, (onNode.get(first.name) ?? 0) + unnamed);
    onNode.delete('');
  }
  const nodes = survey?.nodes && {
    notes: survey.nodes.notes,
    items: survey.nodes.items.map(node => ({
      ...node,
      members: onNode.get(node.name) ?? 0,
    })),
  };
  const placed = nodes?.items.reduce((sum, node) => sum + node.members, 0) ?? 0;
  const all = [...count.members.values()].reduce((sum, n) => sum + n, 0);
  return {
    ...(survey ? { observedAt: survey.observedAt } : {}),
    ...(notObserved ? { notObserved } : {}),
    ...(nodes ? { nodes } : {}),
    ...(survey?.storage ? { storage: survey.storage } : {}),
    ...(survey?.rights ? { rights: survey.rights } : {}),
    unplaced: nodes ? all - placed : 0,
  };
}
