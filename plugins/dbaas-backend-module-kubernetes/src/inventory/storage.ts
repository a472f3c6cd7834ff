import { StorageOffer } from '@dbaas-portal/plugin-dbaas-common';
import { z } from 'zod';
import { KubernetesObject } from '../client/KubernetesObject';
import { Objects } from '../client/Objects';

const STORAGE_CLASS = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' };
const DEFAULT = 'storageclass.kubernetes.io/is-default-class';

const classShape = z.object({
  provisioner: z.string(),
  allowVolumeExpansion: z.boolean().optional(),
  volumeBindingMode: z.string().optional(),
});

export function storageOf(object: KubernetesObject): StorageOffer {
  const { name, annotations = {} } = object.metadata;
  const parsed = classShape.safeParse(object);
  const about = { name, isDefault: annotations[DEFAULT] === 'true' };
  if (!parsed.success) {
    return about;
  }
  const { provisioner, allowVolumeExpansion, volumeBindingMode } = parsed.data;
  return {
    ...about,
    provisioner,
    canGrow: allowVolumeExpansion === true,
    binding:
      volumeBindingMode === 'WaitForFirstConsumer' ? 'first-use' : 'immediate',
  };
}

export async function readStorage(objects: Objects): Promise<StorageOffer[]> {
  const { items } = await objects.list(STORAGE_CLASS);
  return items
    .map(storageOf)
    .sort(
      (a, b) =>
        Number(b.isDefault) - Number(a.isDefault) ||
        a.name.localeCompare(b.name),
    );
}
