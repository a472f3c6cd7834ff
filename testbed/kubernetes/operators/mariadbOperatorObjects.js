// @ts-check
'use strict';

const { MARIADB_OPERATOR } = require('../catalogue');

/**
 * mariadb-operator's installation. It is shipped as a chart only; these are the
 * objects that the chart makes by its defaults, with one account for all three
 * programs.
 */

const NAME = 'mariadb-operator';
const NAMESPACE = 'mariadb-operator';
const WEBHOOK = `${NAME}-webhook`;
const CERTIFICATES = `${NAME}-cert-controller`;
const DEPLOYMENTS = [NAME, WEBHOOK, CERTIFICATES];
const IMAGE = `docker-registry3.mariadb.com/mariadb-operator/mariadb-operator:${MARIADB_OPERATOR}`;
const AUTHORITY = '/tmp/k8s-webhook-server/certificate-authority';
const SERVING = '/tmp/k8s-webhook-server/serving-certs';
const PORT = 9443;

const RBAC = 'rbac.authorization.k8s.io';

/** @param {string} role @param {string} name */
const bound = (role, name) => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'ClusterRoleBinding',
  metadata: { name },
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
  subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: NAMESPACE }],
});

/** What the programs beside the operator do: certificates of the webhook. */
const rights = {
  apiVersion: `${RBAC}/v1`,
  kind: 'ClusterRole',
  metadata: { name: CERTIFICATES },
  rules: [
    {
      apiGroups: ['admissionregistration.k8s.io'],
      resources: [
        'validatingwebhookconfigurations',
        'mutatingwebhookconfigurations',
      ],
      verbs: ['get', 'list', 'update', 'patch', 'watch'],
    },
    {
      apiGroups: [''],
      resources: ['secrets'],
      verbs: ['create', 'list', 'patch', 'watch'],
    },
    {
      apiGroups: ['discovery.k8s.io'],
      resources: ['endpointslices', 'endpointslices/restricted'],
      verbs: ['get', 'list', 'watch'],
    },
  ],
};

/** @param {string} name @param {object} pod @param {object} container */
const deployment = (name, pod, container) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name,
    namespace: NAMESPACE,
    labels: {
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/version': MARIADB_OPERATOR,
    },
  },
  spec: {
    selector: { matchLabels: { 'app.kubernetes.io/name': name } },
    template: {
      metadata: { labels: { 'app.kubernetes.io/name': name } },
      spec: {
        serviceAccountName: NAME,
        terminationGracePeriodSeconds: 10,
        ...pod,
        containers: [
          {
            name: 'controller',
            image: IMAGE,
            // There is no registry to ask: what the nodes have is what there is.
            imagePullPolicy: 'Never',
            ...container,
          },
        ],
      },
    },
  },
});

const ready = {
  httpGet: { path: '/readyz', port: 8081 },
  periodSeconds: 2,
};

const environment = {
  CLUSTER_NAME: 'cluster.local',
  MARIADB_OPERATOR_IMAGE: IMAGE,
  MARIADB_GALERA_LIB_PATH: '/usr/lib/galera/libgalera_smm.so',
  MARIADB_DEFAULT_VERSION: '11.8',
  RELATED_IMAGE_MARIADB: 'docker-registry1.mariadb.com/library/mariadb:11.8.5',
  RELATED_IMAGE_MARIADB_NAME: 'docker-registry1.mariadb.com/library/mariadb',
  RELATED_IMAGE_MAXSCALE:
    'docker-registry2.mariadb.com/mariadb/maxscale:23.08.5',
  RELATED_IMAGE_EXPORTER: 'prom/mysqld-exporter:v0.15.1',
  RELATED_IMAGE_EXPORTER_MAXSCALE:
    'docker-registry2.mariadb.com/mariadb/maxscale-prometheus-exporter-ubi:v0.0.1',
  MARIADB_OPERATOR_SA_PATH:
    '/var/run/secrets/kubernetes.io/serviceaccount/token',
};

const operator = () =>
  deployment(
    NAME,
    {},
    {
      args: ['--metrics-addr=:8080', '--log-level=INFO'],
      env: [
        ...Object.entries(environment).map(([name, value]) => ({
          name,
          value,
        })),
        {
          name: 'MARIADB_OPERATOR_NAME',
          valueFrom: { fieldRef: { fieldPath: 'spec.serviceAccountName' } },
        },
        {
          name: 'MARIADB_OPERATOR_NAMESPACE',
          valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } },
        },
      ],
    },
  );

const webhook = () =>
  deployment(
    WEBHOOK,
    {
      volumes: [
        { name: 'ca', secret: { secretName: `${WEBHOOK}-ca` } },
        { name: 'cert', secret: { secretName: `${WEBHOOK}-cert` } },
      ],
    },
    {
      args: [
        'webhook',
        `--ca-cert-path=${AUTHORITY}/tls.crt`,
        `--cert-dir=${SERVING}`,
        `--dns-name=${WEBHOOK}.${NAMESPACE}.svc`,
        `--port=${PORT}`,
        '--metrics-addr=:8080',
        '--health-addr=:8081',
        '--log-level=INFO',
      ],
      readinessProbe: ready,
      volumeMounts: [
        { name: 'ca', mountPath: AUTHORITY, readOnly: true },
        { name: 'cert', mountPath: SERVING, readOnly: true },
      ],
    },
  );

const certificates = () =>
  deployment(
    CERTIFICATES,
    {},
    {
      args: [
        'cert-controller',
        `--ca-secret-name=${WEBHOOK}-ca`,
        `--ca-secret-namespace=${NAMESPACE}`,
        '--ca-lifetime=26280h',
        `--cert-secret-name=${WEBHOOK}-cert`,
        `--cert-secret-namespace=${NAMESPACE}`,
        '--cert-lifetime=2160h',
        '--renew-before-percentage=33',
        `--service-name=${WEBHOOK}`,
        `--service-namespace=${NAMESPACE}`,
        '--requeue-duration=5m',
        '--metrics-addr=:8080',
        '--health-addr=:8081',
        '--log-level=INFO',
      ],
      env: [{ name: 'CLUSTER_NAME', value: 'cluster.local' }],
      readinessProbe: ready,
    },
  );

/** @param {string} kind in lower case, as the webhook's paths have it */
const asked = kind => ({
  name: `v${kind}-v1alpha1.kb.io`,
  admissionReviewVersions: ['v1'],
  clientConfig: {
    service: {
      name: WEBHOOK,
      namespace: NAMESPACE,
      path: `/validate-k8s-mariadb-com-v1alpha1-${kind}`,
    },
  },
  failurePolicy: 'Fail',
  rules: [
    {
      apiGroups: ['k8s.mariadb.com'],
      apiVersions: ['v1alpha1'],
      operations: ['CREATE', 'UPDATE'],
      resources: [`${kind}s`],
    },
  ],
  sideEffects: 'None',
});

const installation = () => [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: NAME, namespace: NAMESPACE },
  },
  rights,
  // The operator's own role, that its module brings.
  bound('manager-role', NAME),
  bound('system:auth-delegator', `${NAME}:auth-delegator`),
  bound(CERTIFICATES, CERTIFICATES),
  certificates(),
  webhook(),
  operator(),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: WEBHOOK, namespace: NAMESPACE },
    spec: {
      selector: { 'app.kubernetes.io/name': WEBHOOK },
      ports: [{ port: 443, protocol: 'TCP', targetPort: PORT }],
    },
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: WEBHOOK, annotations: { 'k8s.mariadb.com/webhook': '' } },
    webhooks: ['mariadb', 'physicalbackup'].map(asked),
  },
];

module.exports = { installation, IMAGE, NAMESPACE, DEPLOYMENTS };
