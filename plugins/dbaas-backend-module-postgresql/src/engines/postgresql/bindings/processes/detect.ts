import { JsonObject, JsonValue } from '@backstage/types';
import { InstanceSpec, Reason } from '@dbaas-portal/plugin-dbaas-common';
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
export const TLS_QUERY_ID = 'postgresql-server-tls';
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
 * The same programs, those only that were built with TLS: without it a server
 * knows no ciphers, which it tells at once and without any data.
 */
export function tlsQuery(folders: string[]): ProgramQuery {
  const column = '[^\\t\\n]*\\t';
  return {
    ...serverQuery(folders),
    id: TLS_QUERY_ID,
    versionArgs: ['--describe-config'],
    pattern: `(?:^|\\n)ssl_ciphers\\t${column}${column}${column}(?!none\\t)([^\\t\\n]+)`,
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

type Build = { programs: ServerPrograms; provider?: string };

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

/** By major version; of several builds of one version the first found counts. */
function buildsOf(findings: Finding[]): Map<string, Build> {
  const builds = new Map<string, Build>();
  for (const finding of findings) {
    const major = majorOf(finding.version);
    const programs = programsOf(finding);
    if (programs && !builds.has(major)) {
      const { provider } = finding.facts;
      builds.set(major, {
        programs,
        ...(typeof provider === 'string'
          ? { provider: `${finding.version} (${provider})` }
          : {}),
      });
    }
  }
  return builds;
}

function factsOf(builds: Map<string, Build>): JsonObject {
  return Object.fromEntries([...builds].map(([id, b]) => [id, b.programs]));
}

function findNode(inventory: Inventory): string | undefined {
  return (inventory.found[NODE_QUERY_ID] ?? [])
    .filter(finding => Number(majorOf(finding.version)) >= NODE_SINCE)
    .map(finding => programIn(finding, 'node'))
    .find(Boolean);
}

/** What this machine has, and what it lacks for the rest. */
export function detect(inventory: Inventory): Detection {
  const found = inventory.found[QUERY_ID] ?? [];
  const withTls = new Set(
    (inventory.found[TLS_QUERY_ID] ?? []).map(f => programIn(f, 'postgres')),
  );
  const builds = buildsOf(found);
  // A build without TLS may come first; those who ask for TLS get the other.
  const tlsBuilds = buildsOf(
    found.filter(f => withTls.has(programIn(f, 'postgres'))),
  );
  const versions = postgresql.versions.map(({ id }) => ({
    id,
    availability: builds.has(id)
      ? { available: true }
      : { available: false, reason: reasons.serverNotFound(id) },
    ...(builds.has(id) && {
      tls: tlsBuilds.has(id)
        ? { available: true }
        : { available: false, reason: reasons.builtWithoutTls(id) },
    }),
  }));
  const node = findNode(inventory);
  const offered = versions.filter(v => v.availability.available);
  const any = offered.length > 0;
  const available = any
    ? { available: true }
    : { available: false, reason: reasons.serverNotFound() };
  const provider = offered
    .map(v => builds.get(v.id)?.provider)
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
    tls:
      !any || offered.some(v => tlsBuilds.has(v.id))
        ? available
        : { available: false, reason: reasons.builtWithoutTls() },
    facts: {
      builds: factsOf(builds),
      tlsBuilds: factsOf(tlsBuilds),
      ...(node ? { node } : {}),
    },
  };
}

/** The programs for an instance, as `detect` noted them; or what is missing. */
export function programsFor(
  { version, tls }: Pick<InstanceSpec, 'version' | 'tls'>,
  context: BindingContext,
): ServerPrograms | Reason {
  const { builds, tlsBuilds } = context.detection.facts;
  const any = buildIn(builds, version);
  const wanted = tls ? buildIn(tlsBuilds, version) : any;
  return (
    wanted ??
    (any ? reasons.builtWithoutTls(version) : reasons.serverNotFound(version))
  );
}

function buildIn(
  builds: JsonValue | undefined,
  version: string,
): ServerPrograms | undefined {
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
