import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/core-plugin-api/alpha';
import { dbaasReactTranslationRef } from '@dbaas-portal/plugin-dbaas-react';
import { dbaasDmsTranslationRef } from './ref';

/** The words of the console (`t`) and those that frontends share (`shared`). */
export function useWords(): {
  t: TranslationFunction<typeof dbaasDmsTranslationRef.T>;
  shared: TranslationFunction<typeof dbaasReactTranslationRef.T>;
} {
  const { t } = useTranslationRef(dbaasDmsTranslationRef);
  const { t: shared } = useTranslationRef(dbaasReactTranslationRef);
  return { t, shared };
}
