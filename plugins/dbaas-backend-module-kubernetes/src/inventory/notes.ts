import { Reason } from '@dbaas-portal/plugin-dbaas-common';
import { KubernetesError } from '../client/KubernetesError';

const RIGHTS = {
  cure: {
    en: 'Apply the rights that come with the portal, with the bindings’ groups in them, as an administrator of the cluster',
    zh: '请以集群管理员身份应用门户自带的权限(其中应包含各绑定的 API 组)',
  },
  command: 'kubectl apply -f deploy/kubernetes/rbac.yaml',
};

/** What is to be said about what was looked up. */
export const notes = {
  refused: ({ code, reason }: KubernetesError): Reason =>
    code === 'forbidden' ? { ...reason, ...RIGHTS } : reason,
  rightsMissing: (): Reason => ({
    code: 'rights-missing',
    text: {
      en: 'The portal’s account may not do all that it needs here; what depends on it fails',
      zh: '门户账号在此缺少所需的部分权限;依赖这些权限的操作会失败',
    },
    ...RIGHTS,
  }),
  noTenant: (): Reason => ({
    code: 'rights-without-tenant',
    text: {
      en: 'Looked at over the cluster: what is not listed is allowed. What it may do in tenants’ namespaces can be told once there is a tenant',
      zh: '已检查整个集群:未列出的均已允许。有租户之后才能检查租户命名空间中的权限',
    },
  }),
  sampled: (looked: number, all: number): Reason => ({
    code: 'rights-sampled',
    params: { looked, all },
    text: {
      en: `Looked at over the cluster and in the namespaces of ${looked} of ${all} tenants: what is not listed is allowed there`,
      zh: `已检查整个集群以及 ${all} 个租户中 ${looked} 个的命名空间:未列出的均已允许`,
    },
  }),
  nodesCut: (shown: number): Reason => ({
    code: 'nodes-cut',
    params: { shown },
    text: {
      en: `There are more nodes than the ${shown} that are shown`,
      zh: `节点数超过此处显示的 ${shown} 个`,
    },
  }),
  tooManyPods: (): Reason => ({
    code: 'pods-not-counted',
    text: {
      en: 'There are more pods than can be counted in time, so what is reserved on the nodes is not shown',
      zh: 'Pod 过多,无法及时统计,因此不显示节点上的已预留量',
    },
  }),
};
