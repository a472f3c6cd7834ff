import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  OPERATION_KINDS,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import { useCallback } from 'react';
import { dbaasReactTranslationRef } from '../translation/ref';

function isKnown(kind: string): kind is OperationKind {
  return OPERATION_KINDS.some(known => known === kind);
}

/**
 * What a kind of operation is called. A newer backend may tell of kinds that
 * these pages do not know: those keep their id, readable.
 *
 * @public
 */
export function useKindName(): (kind: string) => string {
  const { t } = useTranslationRef(dbaasReactTranslationRef);
  return useCallback(
    (kind: string) => {
      if (isKnown(kind)) return t(`kind.${kind}`);
      const words = kind.replace(/-/g, ' ');
      return words.charAt(0).toUpperCase() + words.slice(1);
    },
    [t],
  );
}
