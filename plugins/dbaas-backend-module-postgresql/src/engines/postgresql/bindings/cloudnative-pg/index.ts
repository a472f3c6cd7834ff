import {
  Binding,
  CONTRACT_VERSION,
  KubernetesResource,
  OperatorQuery,
  PLATFORM_KUBERNETES,
} from '@dbaas-portal/plugin-dbaas-node';
import { POSTGRESQL } from '../../descriptor';
import { detect, QUERY } from './detect';
import { ACCESS, facets, footprint } from './facets';
import { logs } from './logs';
import { next } from './recipes';
import { observe, probes } from './observe';
import { identify, read } from './read';
import { render } from './render';
import { terminal } from './terminal';

/** PostgreSQL in clusters, under the operator CloudNativePG. */
export const cloudnativePgBinding: Binding<KubernetesResource, OperatorQuery> =
  {
    contractVersion: CONTRACT_VERSION,
    engine: POSTGRESQL,
    platform: PLATFORM_KUBERNETES,
    controller: 'cloudnative-pg',
    queries: [QUERY],
    watches: [
      'postgresql.cnpg.io/v1/Cluster',
      'v1/Pod',
      'v1/Service',
      'v1/PersistentVolumeClaim',
    ],
    access: ACCESS,
    detect,
    identify,
    read,
    render,
    observe,
    probes,
    logs,
    facets,
    next,
    footprint,
    terminal,
  };
