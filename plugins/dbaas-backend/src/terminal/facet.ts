import { CapabilityFacet, Facets } from '@dbaas-portal/plugin-dbaas-common';
import { Platform } from '@dbaas-portal/plugin-dbaas-node';
import { reason } from '../errors';

const OFF = reason('terminal-disabled', {
  en: 'Terminals are turned off in this portal',
  zh: '本门户未启用终端',
});
const NO_WAY = reason('terminal-no-way', {
  en: 'The platform has no way into a member',
  zh: '该平台无法进入成员',
});

function judged(
  facet: CapabilityFacet,
  enabled: boolean,
  platform: Pick<Platform, 'terminal'> | undefined,
): CapabilityFacet {
  if (facet.id !== 'terminal' || !facet.offered) {
    return facet;
  }
  if (!enabled) {
    return { id: facet.id, offered: false, reason: OFF };
  }
  return platform?.terminal
    ? facet
    : { id: facet.id, offered: false, reason: NO_WAY };
}

/** Facets as the portal and the platform let terminals stand. */
export function withTerminals(
  facets: Facets,
  enabled: boolean,
  platform: Pick<Platform, 'terminal'> | undefined,
): Facets {
  return {
    ...facets,
    capabilities: facets.capabilities.map(facet =>
      judged(facet, enabled, platform),
    ),
  };
}
