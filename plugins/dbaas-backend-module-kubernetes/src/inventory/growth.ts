import { Reason } from '@dbaas-portal/plugin-dbaas-common';
import { isKubernetesError } from '../client/KubernetesError';
import { KubernetesObject } from '../client/KubernetesObject';
import { Objects } from '../client/Objects';
import { UID_LABEL } from '../labels';

const CLAIM = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };
const CLASS = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' };

function fixed(name: string): Reason {
  return {
    code: 'storage-does-not-grow',
    params: { storageClass: name },
    text: {
      en: `its volumes are of the storage class “${name}”, which does not let them grow`,
      zh: `其存储卷属于存储类“${name}”,该存储类不允许扩容`,
    },
    cure: {
      en: 'Ask the platform team for a storage class with allowVolumeExpansion',
      zh: '请平台团队提供开启 allowVolumeExpansion 的存储类',
    },
  };
}

function classOf({ spec }: KubernetesObject): string {
  return typeof spec?.storageClassName === 'string'
    ? spec.storageClassName
    : '';
}

/**
 * Why the volumes of an instance cannot grow, as their classes say. Without the
 * right to see classes, the cluster's own refusal is what is left.
 */
export async function whyNotGrow(
  objects: Objects,
  { uid, tenant }: { uid: string; tenant: string },
): Promise<Reason | undefined> {
  const { items } = await objects.list(CLAIM, {
    namespace: tenant,
    labelSelector: `${UID_LABEL}=${uid}`,
  });
  try {
    for (const name of new Set(items.map(classOf))) {
      const found = name ? await objects.get({ ...CLASS, name }) : undefined;
      if (found?.allowVolumeExpansion !== true) {
        return fixed(name);
      }
    }
    return undefined;
  } catch (error) {
    if (isKubernetesError(error, 'forbidden')) {
      return undefined;
    }
    throw error;
  }
}
