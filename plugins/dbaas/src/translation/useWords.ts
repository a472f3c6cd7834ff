import {
  TranslationFunction,
  TranslationRef,
  useTranslationRef,
} from '@backstage/core-plugin-api/alpha';
import { dbaasReactTranslationRef } from '@dbaas-portal/plugin-dbaas-react';
import { dbaasTranslationRef } from './ref';

type MessagesOf<R> = R extends TranslationRef<string, infer M> ? M : never;

/**
 * The words of the pages (`t`) and those that frontends share (`shared`).
 * Named, because a type that is inferred here is written out in full wherever
 * the hook is used, and the type check then takes minutes.
 */
export interface Words {
  t: TranslationFunction<MessagesOf<typeof dbaasTranslationRef>>;
  shared: TranslationFunction<MessagesOf<typeof dbaasReactTranslationRef>>;
}

export function useWords(): Words {
  const { t } = useTranslationRef(dbaasTranslationRef);
  const { t: shared } = useTranslationRef(dbaasReactTranslationRef);
  return { t, shared };
}
