import {
  Availability,
  EngineDescriptor,
  InstanceRequest,
  MemberResources,
  Tenant,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  enginesOf,
  locationsOf,
  RequestContext,
  topologiesOf,
  versionsOf,
} from './offers';

/** What a database and its user are called when one does not say. */
const DEFAULT_NAME = 'app';

export function tenantOf(
  context: RequestContext,
  name: string | undefined,
): Tenant | undefined {
  return context.tenants.find(tenant => tenant.record.spec.name === name);
}

export function engineOf(
  context: RequestContext,
  id: string,
): EngineDescriptor | undefined {
  return context.engines.find(engine => engine.id === id);
}

function firstAvailable<T extends { availability: { available: boolean } }>(
  list: T[],
): T | undefined {
  return list.find(entry => entry.availability.available) ?? list[0];
}

function resourcesOf(engine: EngineDescriptor): MemberResources {
  const { cpuMillis, memoryMib, storageMib } =
    engine.sizes[0] ?? engine.minimum;
  return { cpuMillis, memoryMib, storageMib };
}

type Place = Pick<InstanceRequest, 'engine' | 'location' | 'version'>;

/** Whether connections can be encrypted there, by that version. */
export function tlsAt(context: RequestContext, at: Place): Availability {
  const offer = context.offers.find(
    entry => entry.engine === at.engine && entry.location === at.location,
  );
  const version = offer?.versions.find(entry => entry.id === at.version);
  return version?.tls ?? offer?.tls ?? { available: false };
}

/** TLS after a choice that it depends on. */
function withTls(
  next: InstanceRequest,
  context: RequestContext,
  before: InstanceRequest,
): InstanceRequest {
  return {
    ...next,
    tls:
      tlsAt(context, next).available &&
      // What was switched off stays off; what could not be had is on.
      (Boolean(before.tls) || !tlsAt(context, before).available),
  };
}

/** What goes with an engine at a location, chosen anew. */
function shapeAt(
  context: RequestContext,
  engine: EngineDescriptor,
  location: string,
) {
  const versions = versionsOf(context, engine, location);
  const version =
    versions.find(
      entry => entry.availability.available && !entry.version.deprecated,
    ) ?? firstAvailable(versions);
  const topology = firstAvailable(topologiesOf(context, engine, location));
  return {
    version: version?.version.id ?? '',
    topology: topology?.topology.id ?? '',
    members: topology?.topology.members.default ?? 1,
  };
}

/** Another engine: everything that depends on it starts over. */
export function withEngine(
  request: InstanceRequest,
  context: RequestContext,
  id: string,
): InstanceRequest {
  const engine = engineOf(context, id);
  if (!engine) return request;
  const tenant = tenantOf(context, request.tenant);
  const locations = locationsOf(context, id, tenant);
  const location =
    locations.find(
      entry => entry.id === request.location && entry.availability.available,
    ) ?? firstAvailable(locations);
  const at = location?.id ?? '';
  const { database: _database, user: _user, ...rest } = request;
  const shape = shapeAt(context, engine, at);
  return {
    ...rest,
    engine: id,
    location: at,
    ...shape,
    resources: resourcesOf(engine),
    parameters: {},
    // Encrypted where it can be: one has to choose to go without.
    tls: tlsAt(context, { engine: id, location: at, version: shape.version })
      .available,
    ...(engine.databases && { database: DEFAULT_NAME }),
    ...(engine.users && { user: DEFAULT_NAME }),
  };
}

/** Another location: what it does not offer is chosen anew. */
export function withLocation(
  request: InstanceRequest,
  context: RequestContext,
  location: string,
): InstanceRequest {
  const engine = engineOf(context, request.engine);
  if (!engine) return { ...request, location };
  const keeps =
    versionsOf(context, engine, location).some(
      e => e.version.id === request.version && e.availability.available,
    ) &&
    topologiesOf(context, engine, location).some(
      e => e.topology.id === request.topology && e.availability.available,
    );
  const next = {
    ...request,
    location,
    ...(!keeps && shapeAt(context, engine, location)),
  };
  return withTls(next, context, request);
}

/** Another version: its build may lack TLS, or have it. */
export function withVersion(
  request: InstanceRequest,
  context: RequestContext,
  version: string,
): InstanceRequest {
  return withTls({ ...request, version }, context, request);
}

export function withTopology(
  request: InstanceRequest,
  context: RequestContext,
  id: string,
): InstanceRequest {
  const topology = engineOf(context, request.engine)?.topologies.find(
    entry => entry.id === id,
  );
  return {
    ...request,
    topology: id,
    members: topology?.members.default ?? request.members,
  };
}

/**
 * Another tenant: its owner, and a location that is open to it; where the
 * engine has none, an engine that has.
 */
export function withTenant(
  request: InstanceRequest,
  context: RequestContext,
  name: string,
): InstanceRequest {
  const before = tenantOf(context, request.tenant);
  const tenant = tenantOf(context, name);
  const next = {
    ...request,
    tenant: name,
    // An owner that was chosen by hand stays.
    owner:
      !request.owner || request.owner === before?.record.spec.owner
        ? tenant?.record.spec.owner
        : request.owner,
  };
  const open = locationsOf(context, request.engine, tenant);
  const stays = open.some(
    entry => entry.id === request.location && entry.availability.available,
  );
  if (stays) return next;
  const other = open.find(entry => entry.availability.available);
  if (other) return withLocation(next, context, other.id);
  const engine = enginesOf(context, tenant).find(
    entry => entry.availability.available,
  );
  return engine ? withEngine(next, context, engine.engine.id) : next;
}

/** The form as it opens. */
export function startRequest(context: RequestContext): InstanceRequest {
  const tenant = context.tenants[0];
  const engines = enginesOf(context, tenant);
  const engine = firstAvailable(engines)?.engine;
  const empty: InstanceRequest = {
    name: '',
    tenant: tenant?.record.spec.name ?? '',
    engine: '',
    version: '',
    location: '',
    topology: '',
    resources: { cpuMillis: 0, memoryMib: 0, storageMib: 0 },
    parameters: {},
    tls: false,
    environment: 'development',
    ...(tenant && { owner: tenant.record.spec.owner }),
    dependants: [],
    protected: false,
  };
  return engine ? withEngine(empty, context, engine.id) : empty;
}
