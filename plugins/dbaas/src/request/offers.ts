import {
  Availability,
  EngineDescriptor,
  EngineOffer,
  LocalizedText,
  Reason,
  Tenant,
} from '@dbaas-portal/plugin-dbaas-common';

/** What the form is made of. */
export type RequestContext = {
  engines: EngineDescriptor[];
  offers: EngineOffer[];
  /** What people call the locations, by id. */
  places: ReadonlyMap<string, LocalizedText>;
  /** Those in which the person may ask for databases. */
  tenants: Tenant[];
};

export type Offered<T> = T & { availability: Availability };

const YES: Availability = { available: true };

function no(reason: Reason): Availability {
  return { available: false, reason };
}

/** Whether a tenant may use a location; quotas name those that it may. */
function openTo(
  { places }: RequestContext,
  tenant: Tenant | undefined,
  location: string,
): Availability {
  if (!tenant || location in tenant.record.spec.quotas) return YES;
  const place = places.get(location);
  return no({
    code: 'location-not-open',
    params: { location, tenant: tenant.record.spec.name },
    text: {
      en: `Tenant ${tenant.record.spec.displayName} has no quota at “${
        place?.en ?? location
      }”.`,
      zh: `租户 ${tenant.record.spec.displayName} 在“${
        place?.zh ?? location
      }”没有配额。`,
    },
    cure: {
      en: 'Ask the platform team to open it with a quota.',
      zh: '请平台团队为其开放并设置配额。',
    },
  });
}

const NOWHERE: Availability = no({
  code: 'offered-nowhere',
  text: {
    en: 'No location offers it.',
    zh: '没有任何位置提供它。',
  },
  cure: {
    en: 'Ask the platform team to add it.',
    zh: '请联系平台团队添加。',
  },
});

const NOT_HERE: Availability = no({
  code: 'not-offered-here',
  text: {
    en: 'It is not offered at this location.',
    zh: '该位置不提供。',
  },
  cure: {
    en: 'Choose another location.',
    zh: '请选择其他位置。',
  },
});

/** The first one that can be had, else the first reason why not. */
function best(all: Availability[]): Availability {
  return all.find(entry => entry.available) ?? all[0] ?? NOWHERE;
}

/** Where an engine can run, for a tenant. */
export function locationsOf(
  context: RequestContext,
  engine: string,
  tenant: Tenant | undefined,
): Array<Offered<{ id: string }>> {
  const ids = [
    ...new Set(
      context.offers
        .filter(offer => offer.engine === engine)
        .map(offer => offer.location),
    ),
  ];
  return ids.map(id => {
    const open = openTo(context, tenant, id);
    return {
      id,
      availability: open.available
        ? best(
            context.offers
              .filter(o => o.engine === engine && o.location === id)
              .map(offer => offer.available),
          )
        : open,
    };
  });
}

/** All engines, each with whether the tenant can have it anywhere. */
export function enginesOf(
  context: RequestContext,
  tenant: Tenant | undefined,
): Array<Offered<{ engine: EngineDescriptor }>> {
  return context.engines.map(engine => ({
    engine,
    availability: best(
      locationsOf(context, engine.id, tenant).map(entry => entry.availability),
    ),
  }));
}

function availabilityOf(
  context: RequestContext,
  engine: string,
  location: string,
  part: 'versions' | 'topologies',
  id: string,
): Availability {
  const entries = context.offers
    .filter(offer => offer.engine === engine && offer.location === location)
    .flatMap(offer =>
      offer[part]
        .filter(entry => entry.id === id)
        .map(entry =>
          offer.available.available ? entry.availability : offer.available,
        ),
    );
  return entries.length === 0 ? NOT_HERE : best(entries);
}

/** The versions of an engine, each with whether it can be had there. */
export function versionsOf(
  context: RequestContext,
  engine: EngineDescriptor,
  location: string,
) {
  return engine.versions.map(version => ({
    version,
    availability: availabilityOf(
      context,
      engine.id,
      location,
      'versions',
      version.id,
    ),
  }));
}

/** The topologies of an engine, each with whether it can be had there. */
export function topologiesOf(
  context: RequestContext,
  engine: EngineDescriptor,
  location: string,
) {
  return engine.topologies.map(topology => ({
    topology,
    availability: availabilityOf(
      context,
      engine.id,
      location,
      'topologies',
      topology.id,
    ),
  }));
}
