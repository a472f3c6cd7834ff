import { JsonObject } from '@backstage/types';
import {
  BindingContext,
  Detection,
  Finding,
  Inventory,
  ProgramQuery,
} from '@dbaas-portal/plugin-dbaas-node';
import { postgresql, SINGLE } from '../../descriptor';
import { reasons } from '../../reasons';

export const QUERY_ID = 'postgresql-server';
export const NODE_QUERY_ID = 'postgresql-member-node';

/** What the member's tool is written for. */
const NODE_SINCE = 18;

/**
 * `initdb` and `postgres` are all that is needed: the base backup of replicas
 * is taken by a small program of our own, and the supervisor starts and stops.
 */
export function serverQuery(folders: string[]): ProgramQuery {
  return {
    id: QUERY_ID,
    program: 'postgres',
    versionArgs: ['--version'],
    pattern: 'PostgreSQL\\) (\\d+(?:\\.\\d+)*)',
    required: ['initdb'],
    optional: ['pg_rewind', 'pg_dump', 'psql'],
    folders,
    systemFolders: [
      '/usr/lib/postgresql/*/bin',
      '/usr/pgsql-*/bin',
      '/usr/local/pgsql/bin',
      '/opt/homebrew/opt/postgresql@*/bin',
    ],
  };
}

/**
 * The Node.js that runs the member's tool. Looked for like a server, because
 * the servers' user must be able to reach it.
 */
export function nodeQuery(folder: string): ProgramQuery {
  return {
    id: NODE_QUERY_ID,
    program: 'node',
    versionArgs: ['--version'],
    pattern: 'v(\\d+(?:\\.\\d+)*)',
    required: [],
    optional: [],
    folders: [folder],
    systemFolders: [],
  };
}

/** Where the programs of one build stand. */
export type ServerPrograms = { postgres: string; initdb: string };

function majorOf(version: string): string {
  return version.split('.')[0];
}

function programIn(finding: Finding, name: string): string | undefined {
  const { programs } = finding.facts;
  if (
    typeof programs !== 'object' ||
    programs === null ||
    Array.isArray(programs)
  ) {
    return undefined;
  }
  const program = programs[name];
  return typeof program === 'string' ? program : undefined;
}

function programsOf(finding: Finding): ServerPrograms | undefined {
  const postgres = programIn(finding, 'postgres');
  const initdb = programIn(finding, 'initdb');
  return postgres && initdb ? { postgres, initdb } : undefined;
}

function findNode(inventory: Inventory): string | undefined {
  return (inventory.found[NODE_QUERY_ID] ?? [])
    .filter(finding => Number(majorOf(finding.version)) >= NODE_SINCE)
    .map(finding => programIn(finding, 'node'))
    .find(Boolean);
}

/** Of several builds of one version, the first found counts. */
export function detect(inventory: Inventory): Detection {
  const builds: JsonObject = {};
  const providers = new Map<string, string>();
  for (const finding of inventory.found[QUERY_ID] ?? []) {
    const major = majorOf(finding.version);
    const programs = programsOf(finding);
    if (programs && !(major in builds)) {
      builds[major] = programs;
      const { provider } = finding.facts;
      if (typeof provider === 'string') {
        providers.set(major, `${finding.version} (${provider})`);
      }
    }
  }
  const versions = postgresql.versions.map(({ id }) => ({
    id,
    availability:
      id in builds
        ? { available: true }
        : { available: false, reason: reasons.serverNotFound(id) },
  }));
  const node = findNode(inventory);
  const any = versions.some(v => v.availability.available);
  const available = any
    ? { available: true }
    : { available: false, reason: reasons.serverNotFound() };
  const provider = versions
    .map(v => providers.get(v.id))
    .filter(Boolean)
    .join(', ');
  return {
    available,
    ...(provider ? { provider } : {}),
    versions,
    topologies: postgresql.topologies.map(({ id }) => ({
      id,
      availability:
        id === SINGLE || node || !any
          ? available
          : { available: false, reason: reasons.nodeNotReachable() },
    })),
    // Certificates are made by a program for which Node is needed.
    tls:
      node || !any
        ? available
        : { available: false, reason: reasons.nodeNotReachable() },
    facts: { builds, ...(node ? { node } : {}) },
  };
}

/** The programs of a version, as `detect` noted them. */
export function programsFor(
  version: string,
  context: BindingContext,
): ServerPrograms | undefined {
  const { builds } = context.detection.facts;
  if (typeof builds !== 'object' || builds === null || Array.isArray(builds)) {
    return undefined;
  }
  const build = builds[version];
  return build === undefined
    ? undefined
    : programsOf({ version, facts: { programs: build } });
}

/** The Node.js for the member's tool, as `detect` noted it. */
export function nodeFor(context: BindingContext): string | undefined {
  const { node } = context.detection.facts;
  return typeof node === 'string' ? node : undefined;
}
