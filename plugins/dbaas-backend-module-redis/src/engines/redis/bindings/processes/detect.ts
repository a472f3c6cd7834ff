import {
  Availability,
  InstanceSpec,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Detection,
  Finding,
  Inventory,
  offerReasons,
} from '@dbaas-portal/plugin-dbaas-node';
import { JsonValue } from '@backstage/types';
import { redisDescriptor } from '../../descriptor';
import { noServer, versionNotHere } from './reasons';
import { REDIS_SERVER, tlsQueryId, VALKEY_SERVER } from './queries';

/** Facts by version id: the path of the program that runs it. */
type Programs = Record<string, string>;

type Build = { id: string; program: string; provider: string };

/** What stands before the number in the ids of versions. */
const PREFIXES = [
  [VALKEY_SERVER, 'valkey-'],
  [REDIS_SERVER, ''],
] as const;

function programOf(finding: Finding, name: string): string | undefined {
  const programs = finding.facts.programs;
  if (
    programs &&
    typeof programs === 'object' &&
    !Array.isArray(programs) &&
    typeof programs[name] === 'string'
  ) {
    return programs[name];
  }
  return undefined;
}

function buildsIn(inventory: Inventory): Build[] {
  return PREFIXES.flatMap(([server, prefix]) =>
    (inventory.found[server] ?? []).flatMap((finding): Build[] => {
      const id = `${prefix}${finding.version.split('.')[0]}`;
      const program = programOf(finding, server);
      const known = redisDescriptor.versions.find(v => v.id === id);
      return program && known
        ? [
            {
              id,
              program,
              provider: `${known.name.split(' ')[0]} ${finding.version}`,
            },
          ]
        : [];
    }),
  );
}

/** Of several builds of one version, the first found counts. */
function firstOfEach(builds: Build[]): Build[] {
  return builds.filter((b, i) => builds.findIndex(o => o.id === b.id) === i);
}

function programsOf(builds: Build[]): Programs {
  return Object.fromEntries(builds.map(b => [b.id, b.program]));
}

/** Which of our versions are here, and by which program. */
export function detect(inventory: Inventory): Detection {
  const all = buildsIn(inventory);
  const withTls = new Set(
    PREFIXES.flatMap(([server]) =>
      (inventory.found[tlsQueryId(server)] ?? []).map(f =>
        programOf(f, server),
      ),
    ),
  );
  const builds = firstOfEach(all);
  // A build without TLS may come first; those who ask for TLS get the other.
  const tlsBuilds = firstOfEach(all.filter(b => withTls.has(b.program)));
  const programs = programsOf(builds);
  const tlsPrograms = programsOf(tlsBuilds);
  const any = builds.length > 0;
  const here: Availability = any
    ? { available: true }
    : { available: false, reason: noServer };
  return {
    available: here,
    ...(any ? { provider: builds.map(b => b.provider).join(', ') } : {}),
    versions: redisDescriptor.versions.map(v => ({
      id: v.id,
      availability: programs[v.id]
        ? { available: true }
        : { available: false, reason: any ? versionNotHere(v.name) : noServer },
      ...(programs[v.id] && {
        tls: tlsPrograms[v.id]
          ? { available: true }
          : {
              available: false,
              reason: offerReasons.builtWithoutTls(v.name),
            },
      }),
    })),
    topologies: redisDescriptor.topologies.map(t => ({
      id: t.id,
      availability: here,
    })),
    tls:
      any && tlsBuilds.length === 0
        ? {
            available: false,
            reason: offerReasons.builtWithoutTls('Redis or Valkey'),
          }
        : here,
    facts: { programs, tlsPrograms },
  };
}

/** The program that runs an instance, or what is missing. */
export function programFor(
  detection: Detection,
  { version, tls }: Pick<InstanceSpec, 'version' | 'tls'>,
): string | Reason {
  const { programs, tlsPrograms } = detection.facts;
  const name =
    redisDescriptor.versions.find(v => v.id === version)?.name ?? version;
  const any = programIn(programs, version);
  return (
    (tls ? programIn(tlsPrograms, version) : any) ??
    (any ? offerReasons.builtWithoutTls(name) : versionNotHere(name))
  );
}

function programIn(
  programs: JsonValue | undefined,
  version: string,
): string | undefined {
  const program =
    programs && typeof programs === 'object' && !Array.isArray(programs)
      ? programs[version]
      : undefined;
  return typeof program === 'string' ? program : undefined;
}
