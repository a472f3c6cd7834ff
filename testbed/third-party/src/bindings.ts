import {
  fakeBinding,
  fakeSpec,
} from '@dbaas-portal/plugin-dbaas-node/testUtils';
import { paperdb, PAPERDB } from './paperdb';

export const PAPER_PLATFORM = 'paper';
export const PAPER_LOCATION = 'archive';

const both = { platform: PAPER_PLATFORM, controller: 'clerks' };

/** Our own engine on our own platform. */
export const paperdbOnPaper = fakeBinding({
  ...both,
  engine: PAPERDB,
  facets: (spec, context) => ({
    ...fakeBinding().facets(spec, context),
    parameters: paperdb.parameters,
  }),
});

/** A binding to an engine that the portal brings. */
export const postgresqlOnPaper = fakeBinding({
  ...both,
  engine: 'postgresql',
  detect: inventory => ({
    ...fakeBinding().detect(inventory),
    provider: 'scribes',
    versions: [{ id: '18', availability: { available: true } }],
  }),
});

/** A spec of the engine, for the conformance kit. */
export const paperdbSpec = fakeSpec({
  engine: PAPERDB,
  platform: PAPER_PLATFORM,
  location: PAPER_LOCATION,
  controller: 'clerks',
});
