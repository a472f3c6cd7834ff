import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { dbaasReactTranslationRef } from '@dbaas-portal/plugin-dbaas-react';
import { dbaasTranslationRef } from './ref';

/** The words of the pages (`t`) and those that frontends share (`shared`). */
export function useWords() {
  const { t } = useTranslationRef(dbaasTranslationRef);
  const { t: shared } = useTranslationRef(dbaasReactTranslationRef);
  return { t, shared };
}
