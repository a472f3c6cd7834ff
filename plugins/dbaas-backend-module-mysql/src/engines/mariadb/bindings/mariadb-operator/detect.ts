import { Availability, Reason } from '@dbaas-portal/plugin-dbaas-common';
import {
  Detection,
  Inventory,
  OperatorQuery,
} from '@dbaas-portal/plugin-dbaas-node';
import { mariadb } from '../../descriptor';
import { CLUSTER_API } from './names';

export const QUERY: OperatorQuery = {
  id: 'mariadb-operator',
  crd: 'mariadbs.k8s.mariadb.com',
  apiVersion: CLUSTER_API,
  deploymentLabels: { 'app.kubernetes.io/name': 'mariadb-operator' },
};

/** The minor versions whose definitions this binding was written against. */
const TESTED = ['25.10'];

/** Images by version; one patch version each, so that nothing moves by itself. */
export const IMAGES: Record<string, string> = {
  '11.8': 'docker.io/library/mariadb:11.8.5',
  '11.4': 'docker.io/library/mariadb:11.4.5',
};

/** As its own documentation says: its definitions first. */
const INSTALL = ['mariadb-operator-crds', 'mariadb-operator']
  .map(
    chart =>
      `helm install ${chart} ${chart} --repo https://helm.mariadb.com/mariadb-operator --version 25.10.4 --namespace mariadb-operator --create-namespace`,
  )
  .join(' && ');

const notFound: Reason = {
  code: 'operator-not-found',
  params: { operator: 'mariadb-operator' },
  text: {
    en: 'mariadb-operator is not installed in this cluster',
    zh: '该集群未安装 mariadb-operator',
  },
  cure: {
    en: 'Ask the platform team to install mariadb-operator 25.10',
    zh: '请平台团队安装 mariadb-operator 25.10',
  },
  command: INSTALL,
};

function untested(version: string): Reason {
  return {
    code: 'operator-not-tested',
    params: { operator: 'mariadb-operator', version },
    text: {
      en: `mariadb-operator ${version} is outside of the tested range (${TESTED.join(
        ', ',
      )})`,
      zh: `mariadb-operator ${version} 不在已测试范围内(${TESTED.join('、')})`,
    },
  };
}

function noImage(version: string): Reason {
  return {
    code: 'no-tested-image',
    params: { version },
    text: {
      en: `There is no tested image of MariaDB ${version}`,
      zh: `没有经过测试的 MariaDB ${version} 镜像`,
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
    ...(operator ? { provider: `mariadb-operator ${operator.version}` } : {}),
    versions: mariadb.versions.map(({ id }) => ({
      id,
      availability:
        !available.available || id in IMAGES
          ? available
          : { available: false, reason: noImage(id) },
    })),
    topologies: mariadb.topologies.map(({ id }) => ({
      id,
      availability: available,
    })),
    tls: available,
    facts: {},
  };
}
