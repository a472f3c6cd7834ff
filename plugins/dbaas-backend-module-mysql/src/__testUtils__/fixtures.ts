import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import { Evidence, LocalResource } from '@dbaas-portal/plugin-dbaas-node';
import { mariadbProcesses } from '../engines/mariadb/processes';
import { mysqlProcesses } from '../engines/mysql/processes';
import { ProcessesKind } from '../processes/kind';
import { ProcessesBinding } from '../processes/ProcessesBinding';

export const NOW = '2026-01-01T00:00:00.000Z';
const BUILDS: Record<string, string> = {
  [mariadbProcesses.descriptor.id]: '11.4.2',
  [mysqlProcesses.descriptor.id]: '9.3.0',
};

export function inventoryOf(kind: ProcessesKind) {
  const names = [kind.server, ...kind.query.required];
  return {
    found: {
      [kind.query.id]: [
        {
          version: BUILDS[kind.descriptor.id],
          facts: {
            programs: Object.fromEntries(names.map(n => [n, `/opt/${n}`])),
          },
        },
      ],
    },
  };
}

export function specOf(
  kind: ProcessesKind,
  change: Partial<InstanceSpec> = {},
): InstanceSpec {
  return {
    name: 'orders',
    tenant: 'orders',
    engine: kind.descriptor.id,
    version: kind.versionOf(BUILDS[kind.descriptor.id]),
    platform: 'local',
    location: 'local',
    controller: 'processes',
    topology: 'single',
    members: 1,
    resources: { cpuMillis: 500, memoryMib: 512, storageMib: 1024 },
    parameters: {},
    databases: ['app'],
    users: [{ name: 'app', grants: [{ database: 'app', level: 'owner' }] }],
    tls: false,
    running: true,
    environment: 'development',
    owner: 'group:default/team-orders',
    dependants: [],
    protected: false,
    ...change,
  };
}

export function contextOf(kind: ProcessesKind) {
  return {
    now: NOW,
    detection: new ProcessesBinding(kind).detect(inventoryOf(kind)),
    uid: 'a0000000-0000-4000-8000-000000000001',
    incarnation: 'i1',
    nextIncarnation: 'i2',
  };
}

/** All of it runs, and the first member is the primary. */
export function evidenceOf(
  kind: ProcessesKind,
  spec: InstanceSpec,
): Evidence<LocalResource> {
  const { running } = spec;
  const rendered = new ProcessesBinding(kind).render(spec, contextOf(kind));
  return {
    reachable: true,
    resources: rendered.map((resource, i) => ({
      observedAt: NOW,
      incarnation: 'i1',
      resource:
        resource.kind === 'LocalAddress'
          ? { ...resource, status: { port: 7100, listening: running } }
          : {
              ...resource,
              status: {
                state: running ? 'running' : 'stopped',
                ports: { main: 7000 + i },
                listening: running,
                restarts: 0,
              },
            },
    })),
    probes: !running
      ? []
      : rendered
          .filter(r => r.kind === 'LocalMember')
          .map((r, i) => ({
            member: r.metadata.name,
            observedAt: NOW,
            ok: true as const,
            probe: {
              role: i === 0 ? ('primary' as const) : ('replica' as const),
              version: BUILDS[kind.descriptor.id],
              facts: { linked: true },
            },
          })),
  };
}
