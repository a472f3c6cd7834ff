import { Availability } from '@dbaas-portal/plugin-dbaas-common';
import { Detection, Finding, Inventory } from '@dbaas-portal/plugin-dbaas-node';
import { redisDescriptor } from '../../descriptor';
import { noServer, noTls, versionNotHere } from './reasons';
import { QUERY_REDIS, QUERY_VALKEY } from './queries';

/** Facts by version id: the path of the program that runs it. */
type Programs = Record<string, string>;

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

/** Which of our versions are here, and by which program. */
export function detect(inventory: Inventory): Detection {
  const programs: Programs = {};
  const providers: string[] = [];
  const take = (query: string, prefix: string) => {
    for (const finding of inventory.found[query] ?? []) {
      const id = `${prefix}${finding.version.split('.')[0]}`;
      const program = programOf(finding, query);
      const known = redisDescriptor.versions.find(v => v.id === id);
      if (program && known && !programs[id]) {
        programs[id] = program;
        providers.push(`${known.name.split(' ')[0]} ${finding.version}`);
      }
    }
  };
  take(QUERY_VALKEY, 'valkey-');
  take(QUERY_REDIS, '');
  const any = providers.length > 0;
  const here: Availability = any
    ? { available: true }
    : { available: false, reason: noServer };
  return {
    available: here,
    ...(any ? { provider: providers.join(', ') } : {}),
    versions: redisDescriptor.versions.map(v => ({
      id: v.id,
      availability: programs[v.id]
        ? { available: true }
        : { available: false, reason: any ? versionNotHere(v.name) : noServer },
    })),
    topologies: redisDescriptor.topologies.map(t => ({
      id: t.id,
      availability: here,
    })),
    tls: { available: false, reason: noTls },
    facts: { programs },
  };
}

/** The program that runs a version; throws where detection found none. */
export function programFor(detection: Detection, version: string): string {
  const programs = detection.facts.programs;
  const program =
    programs && typeof programs === 'object' && !Array.isArray(programs)
      ? programs[version]
      : undefined;
  if (typeof program !== 'string') {
    throw new Error(`No program of version '${version}' was found here`);
  }
  return program;
}
