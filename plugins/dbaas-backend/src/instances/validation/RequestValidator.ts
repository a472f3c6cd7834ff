import {
  Availability,
  EngineDescriptor,
  InstanceRequest,
  InstanceSpec,
  Parameters,
} from '@dbaas-portal/plugin-dbaas-common';
import { Binding, Detection, Platform } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { DefaultRegistry } from '../../engines/DefaultRegistry';
import { ErrorDetails } from '../../errors';
import { InstanceIndex } from '../InstanceIndex';
import { checkAvailable, notOffered } from './availability';
import { checkEngineName, checkName, unknown } from './names';
import { checkParameters } from './parameters';
import {
  checkDependants,
  checkLifetime,
  checkOwner,
  normalRef,
} from './people';
import { checkRelease, releasesOf } from './releases';
import { checkMembers, checkResources } from './sizes';

/** What an instance gets where the request names none. */
const FIRST_NAME = 'app';

const parametersSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]),
);

/** A request as it was understood, as far as it could be. */
export type Understood = {
  problems: ErrorDetails[];
  spec?: InstanceSpec;
  binding?: Binding;
  platform?: Platform;
  detection?: Detection;
};

/** Whether a version can encrypt; most say it for the engine as a whole. */
function tlsOf(detection: Detection, version: string): Availability {
  return (
    detection.versions.find(entry => entry.id === version)?.tls ?? detection.tls
  );
}

/** Checks a request as a whole and says everything that is wrong with it. */
export class RequestValidator {
  constructor(
    private readonly registry: DefaultRegistry,
    private readonly index: InstanceIndex,
    private readonly clock: () => Date,
  ) {}

  async understand(request: InstanceRequest): Promise<Understood> {
    const { registry } = this;
    const problems = [
      ...checkName(request.name, 'name'),
      ...this.checkTaken(request),
      ...this.checkLocation(request),
    ];
    const engine = registry.engine(request.engine);
    if (!engine) {
      const ids = registry.engines().map(e => e.id);
      problems.push(unknown(request.engine, ids, 'engine'));
      return { problems };
    }
    problems.push(...this.checkEngine(request, engine));
    const platform = registry.platformOf(request.location);
    if (!platform) {
      return { problems };
    }
    const binding = this.bindingOf(request, platform);
    if (!binding) {
      const possible = registry
        .bindingsFor(request.engine, platform.id)
        .map(b => b.controller);
      problems.push(
        request.controller === undefined
          ? notOffered(
              {
                en: `nothing serves ${engine.name} at ${request.location}`,
                zh: `${request.location} 没有提供 ${engine.name} 的组件`,
              },
              'engine',
            )
          : unknown(request.controller, possible, 'controller'),
      );
      return { problems };
    }
    const detection = await registry.detection(binding, request.location);
    problems.push(...this.checkOffer(request, engine, detection));
    const spec = this.specOf(request, engine, binding, detection);
    problems.push(...this.checkFacets(request, spec, binding, detection));
    return { problems, spec, binding, platform, detection };
  }

  private checkTaken({ name, tenant }: InstanceRequest): ErrorDetails[] {
    for (const { record } of this.index.all()) {
      if (record.spec.name === name && record.spec.tenant === tenant) {
        return [{ code: 'name-taken', field: 'name', params: { name } }];
      }
    }
    return [];
  }

  private checkLocation({ tenant, location }: InstanceRequest): ErrorDetails[] {
    const record = this.index.tenant(tenant);
    if (!record) {
      return [
        {
          code: 'unknown-value',
          field: 'tenant',
          params: { value: tenant, possible: '–' },
        },
      ];
    }
    const possible = Object.keys(record.spec.quotas).filter(
      id => this.registry.platformOf(id) !== undefined,
    );
    return possible.includes(location)
      ? []
      : [unknown(location, possible, 'location')];
  }

  /** What the descriptor alone tells. */
  private checkEngine(
    request: InstanceRequest,
    engine: EngineDescriptor,
  ): ErrorDetails[] {
    const { database, user, lifetime, owner, dependants } = request;
    return [
      ...checkResources(request.resources, engine, 'resources'),
      ...(request.members === undefined
        ? []
        : checkMembers(request.members, request.topology, engine, 'members')),
      ...(database === undefined
        ? []
        : checkEngineName(database, engine.databases, 'database')),
      ...(user === undefined
        ? []
        : checkEngineName(user, engine.users, 'user')),
      ...(owner === undefined ? [] : checkOwner(owner, 'owner')),
      ...checkDependants(dependants ?? [], 'dependants'),
      ...(lifetime ? checkLifetime(lifetime, this.clock(), 'lifetime') : []),
    ];
  }

  private bindingOf(request: InstanceRequest, platform: Platform) {
    const { engine, controller } = request;
    return controller === undefined
      ? this.registry.bindingsFor(engine, platform.id)[0]
      : this.registry.binding({ engine, platform: platform.id, controller });
  }

  /** What the location has. */
  private checkOffer(
    request: InstanceRequest,
    engine: EngineDescriptor,
    detection: Detection,
  ): ErrorDetails[] {
    const { version, topology } = request;
    const versions = engine.versions.map(v => v.id);
    const topologies = engine.topologies.map(t => t.id);
    const problems: ErrorDetails[] = [];
    if (!versions.includes(version)) {
      problems.push(unknown(version, versions, 'version'));
    }
    if (!topologies.includes(topology)) {
      problems.push(unknown(topology, topologies, 'topology'));
    }
    if (!detection.available.available) {
      return [...problems, ...checkAvailable(detection.available, 'engine')];
    }
    const of = (
      list: Detection['versions'],
      id: string,
      field: string,
      known: string[],
    ) =>
      known.includes(id)
        ? checkAvailable(list.find(v => v.id === id)?.availability, field)
        : [];
    return [
      ...problems,
      ...of(detection.versions, version, 'version', versions),
      ...checkRelease(request.release, detection, version),
      ...of(detection.topologies, topology, 'topology', topologies),
      ...(request.tls ? checkAvailable(tlsOf(detection, version), 'tls') : []),
    ];
  }

  private checkFacets(
    request: InstanceRequest,
    spec: InstanceSpec,
    binding: Binding,
    detection: Detection,
  ): ErrorDetails[] {
    const facets = binding.facets(spec, {
      now: this.clock().toISOString(),
      detection,
    });
    const create = facets.operations.find(o => o.kind === 'create');
    return [
      ...checkParameters(
        request.parameters ?? {},
        facets.parameters,
        'parameters',
      ),
      ...(create && !create.offered && detection.available.available
        ? [
            notOffered(
              create.reason?.text ?? { en: 'create', zh: '创建' },
              'engine',
            ),
          ]
        : []),
    ];
  }

  private specOf(
    request: InstanceRequest,
    engine: EngineDescriptor,
    binding: Binding,
    detection: Detection,
  ): InstanceSpec {
    const tenant = this.index.tenant(request.tenant);
    const topology = engine.topologies.find(t => t.id === request.topology);
    const database = engine.databases && (request.database ?? FIRST_NAME);
    const user = engine.users && (request.user ?? FIRST_NAME);
    const highest = engine.users?.levels.at(-1)?.id;
    const parameters = parametersSchema.safeParse(request.parameters ?? {});
    const { name, version, location, environment, description } = request;
    const { lifetime, resources } = request;
    const { release = releasesOf(detection, version)[0] } = request;
    return {
      name,
      tenant: request.tenant,
      engine: engine.id,
      version,
      ...(release === undefined ? {} : { release }),
      platform: binding.platform,
      location,
      controller: binding.controller,
      topology: request.topology,
      members: request.members ?? topology?.members.default ?? 1,
      resources: {
        cpuMillis: resources.cpuMillis,
        memoryMib: resources.memoryMib,
        storageMib: resources.storageMib,
      },
      parameters: parameters.success
        ? (parameters.data satisfies Parameters)
        : {},
      databases: database ? [database] : [],
      users:
        user && highest
          ? [
              {
                name: user,
                grants: [{ database: database ?? '*', level: highest }],
              },
            ]
          : [],
      tls: request.tls ?? false,
      running: true,
      environment,
      owner: normalRef(request.owner ?? tenant?.spec.owner ?? ''),
      dependants: [...new Set((request.dependants ?? []).map(normalRef))],
      ...(description === undefined ? {} : { description }),
      ...(lifetime ? { lifetime: { ...lifetime } } : {}),
      protected: request.protected ?? false,
    };
  }
}
