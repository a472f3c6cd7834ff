import {
  Availability,
  InstanceSpec,
  Reason,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  Detection,
  Inventory,
  OperatorQuery,
} from '@dbaas-portal/plugin-dbaas-node';
import { postgresql } from '../../descriptor';
import { CLUSTER_API } from './names';

export const QUERY: OperatorQuery = {
  id: 'cloudnative-pg',
  crd: 'clusters.postgresql.cnpg.io',
  apiVersion: CLUSTER_API,
  deploymentLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' },
};

/** The minor versions whose definitions this binding was written against. */
const TESTED = ['1.30'];

/** The releases that can be asked for, by version; the newest first. */
const RELEASES: Record<string, string[]> = {
  '18': ['18.4'],
  '17': ['17.11', '17.6'],
};

/** As its own documentation says. */
const INSTALL =
  'kubectl apply --server-side -f https://raw.githubusercontent.com/cloudnative-pg/cloudnative-pg/release-1.30/releases/cnpg-1.30.0.yaml';
/** What specs without a release have always been; never to be changed. */
const UNSAID: Record<string, string> = { '18': '18.4', '17': '17.6' };

export function releaseOf(
  spec: Pick<InstanceSpec, 'version' | 'release'>,
): string {
  return spec.release ?? UNSAID[spec.version] ?? spec.version;
}

/** By rule, so that a release that is no longer offered goes on as it was. */
export function imageOf(
  spec: Pick<InstanceSpec, 'version' | 'release'>,
): string {
  return `ghcr.io/cloudnative-pg/postgresql:${releaseOf(spec)}-system-trixie`;
}

/** Whether a server, by what it says of itself, is of a release. */
export function isRelease(said: string | undefined, release: string): boolean {
  return said?.split(' ')[0] === release;
}

const notFound: Reason = {
  code: 'operator-not-found',
  params: { operator: 'CloudNativePG' },
  text: {
    en: 'CloudNativePG is not installed in this cluster',
    zh: '该集群未安装 CloudNativePG',
  },
  cure: {
    en: 'Ask the platform team to install CloudNativePG 1.30',
    zh: '请平台团队安装 CloudNativePG 1.30',
  },
  command: INSTALL,
};

function untested(version: string): Reason {
  return {
    code: 'operator-not-tested',
    params: { operator: 'CloudNativePG', version },
    text: {
      en: `CloudNativePG ${version} is outside of the tested range (${TESTED.join(
        ', ',
      )})`,
      zh: `CloudNativePG ${version} 不在已测试范围内(${TESTED.join('、')})`,
    },
    cure: {
      en: 'Ask the platform team to install CloudNativePG 1.30',
      zh: '请平台团队安装 CloudNativePG 1.30',
    },
  };
}

function noImage(version: string): Reason {
  return {
    code: 'no-tested-image',
    params: { version },
    text: {
      en: `There is no tested image of PostgreSQL ${version}`,
      zh: `没有经过测试的 PostgreSQL ${version} 镜像`,
    },
  };
}

export function detect(inventory: Inventory): Detection {
  const [operator] = inventory.found[QUERY.id] ?? [];
  const minor = operator?.version.split('.').slice(0, 2).join('.');
  let available: Availability = { available: true };
  if (!operator) {
    available = { available: false, reason: notFound };
  } else if (!TESTED.includes(minor ?? '')) {
    available = { available: false, reason: untested(operator.version) };
  }
  return {
    available,
    tested: TESTED,
    ...(operator ? { provider: `CloudNativePG ${operator.version}` } : {}),
    versions: postgresql.versions.map(({ id }) => ({
      id,
      availability:
        !available.available || id in RELEASES
          ? available
          : { available: false, reason: noImage(id) },
      ...(id in RELEASES ? { releases: RELEASES[id] } : {}),
    })),
    topologies: postgresql.topologies.map(({ id }) => ({
      id,
      availability: available,
    })),
    // The operator serves nothing without.
    tls: available,
    facts: {},
  };
}
