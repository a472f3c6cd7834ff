import {
  accessManagePermission,
  InstanceDetail,
  instanceDeletePermission,
  instanceOperatePermission,
  OperationFacet,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import { ReasonText } from '@dbaas-portal/plugin-dbaas-react';
import { ReactNode } from 'react';
import { useWords } from '../../translation/useWords';

const ACCESS_KINDS: readonly OperationKind[] = [
  'create-database',
  'drop-database',
  'create-user',
  'alter-user',
  'drop-user',
  'rotate-password',
];

/** The permission that a kind of operation takes. */
export function permissionOf(kind: OperationKind): string {
  if (kind === 'delete') return instanceDeletePermission.name;
  return ACCESS_KINDS.includes(kind)
    ? accessManagePermission.name
    : instanceOperatePermission.name;
}

/**
 * Tells why an operation cannot be asked for; undefined when it can. A facet
 * that is missing is one that is not offered.
 */
export function useNotOffered(instance: InstanceDetail) {
  const { t } = useWords();
  return (kind: OperationKind): ReactNode | undefined => {
    const facet = facetOf(instance, kind);
    if (!facet.offered) {
      return facet.reason ? (
        <ReasonText reason={facet.reason} />
      ) : (
        t('actions.notOffered', { reason: '—' })
      );
    }
    const permission = permissionOf(kind);
    return instance.can.includes(permission)
      ? undefined
      : t('actions.notAllowed', { permission });
  };
}

export function facetOf(
  instance: InstanceDetail,
  kind: OperationKind,
): OperationFacet {
  return (
    instance.facets.operations.find(facet => facet.kind === kind) ?? {
      kind,
      offered: false,
    }
  );
}
