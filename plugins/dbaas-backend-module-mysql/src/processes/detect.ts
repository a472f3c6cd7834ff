import { Availability } from '@dbaas-portal/plugin-dbaas-common';
import {
  Detection,
  Finding,
  Inventory,
  offerReasons,
} from '@dbaas-portal/plugin-dbaas-node';
import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { ProcessesKind, Programs } from './kind';

const programsShape = z.record(z.string(), z.string());
const factsShape = z.object({ programs: programsShape });
const detectedShape = z.object({
  builds: z.record(z.string(), programsShape),
});

function programsOf(finding: Finding): Programs | undefined {
  const facts = factsShape.safeParse(finding.facts);
  return facts.success ? facts.data.programs : undefined;
}

/** Which versions are here; of several builds of one, the first found counts. */
export function detect(kind: ProcessesKind, inventory: Inventory): Detection {
  const { descriptor, query } = kind;
  const builds: Record<string, JsonObject> = {};
  const providers: string[] = [];
  for (const finding of inventory.found[query.id] ?? []) {
    const id = kind.versionOf(finding.version);
    const programs = programsOf(finding);
    if (
      programs &&
      !builds[id] &&
      descriptor.versions.some(version => version.id === id)
    ) {
      builds[id] = programs;
      providers.push(`${descriptor.name} ${finding.version}`);
    }
  }
  const none = offerReasons.serverNotFound(
    descriptor.name,
    kind.package,
    `sudo apt-get install ${kind.package}`,
  );
  const here: Availability =
    providers.length > 0
      ? { available: true }
      : { available: false, reason: none };
  return {
    available: here,
    ...(providers.length > 0 ? { provider: providers.join(', ') } : {}),
    versions: descriptor.versions.map(({ id, name }) => ({
      id,
      availability: builds[id]
        ? { available: true }
        : {
            available: false,
            reason: here.available
              ? offerReasons.serverNotFound(name, name)
              : none,
          },
    })),
    topologies: descriptor.topologies.map(({ id }) => ({
      id,
      availability: here,
    })),
    tls: here,
    facts: { builds },
  };
}

/** The programs that run a version; throws where detection found none. */
export function programsFor(detection: Detection, version: string): Programs {
  const facts = detectedShape.safeParse(detection.facts);
  const programs = facts.success ? facts.data.builds[version] : undefined;
  if (!programs) {
    throw new Error(`No program of version '${version}' was found here`);
  }
  return programs;
}
