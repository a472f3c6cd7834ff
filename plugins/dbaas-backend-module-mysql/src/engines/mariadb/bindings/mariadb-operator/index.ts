import {
  Binding,
  CONTRACT_VERSION,
  KubernetesResource,
  OperatorQuery,
  PLATFORM_KUBERNETES,
} from '@dbaas-portal/plugin-dbaas-node';
import { mariadb } from '../../descriptor';
import { detect, QUERY } from './detect';
import { madeBy, seenIn } from './evidence';
import { ACCESS, facets, footprint } from './facets';
import { CLUSTER_API, CLUSTER_KIND } from './names';
import { observe, probes } from './observe';
import { identify, read } from './read';
import { next } from './recipes';
import { render } from './render';

/** MariaDB in clusters, under mariadb-operator. */
export const mariadbOperatorBinding: Binding<
  KubernetesResource,
  OperatorQuery
> = {
  contractVersion: CONTRACT_VERSION,
  engine: mariadb.id,
  platform: PLATFORM_KUBERNETES,
  controller: 'mariadb-operator',
  queries: [QUERY],
  watches: [`${CLUSTER_API}/${CLUSTER_KIND}`, 'v1/Pod', 'v1/Service'],
  access: ACCESS,
  detect,
  identify,
  read,
  render: (spec, context) => render(spec, context),
  wanted: (spec, { resources }, context) =>
    render(spec, context, madeBy(seenIn(resources))),
  observe,
  probes,
  facets,
  next,
  footprint,
};
