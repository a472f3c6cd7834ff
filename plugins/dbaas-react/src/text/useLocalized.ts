import { useApiHolder } from '@backstage/core-plugin-api';
import { appLanguageApiRef } from '@backstage/core-plugin-api/alpha';
import { localize, LocalizedText } from '@dbaas-portal/plugin-dbaas-common';
import { useCallback, useEffect, useState } from 'react';

/**
 * The language that the person has chosen in the app; English where the app
 * offers no choice.
 *
 * @public
 */
export function useLanguage(): string {
  const api = useApiHolder().get(appLanguageApiRef);
  const [language, setLanguage] = useState(
    () => api?.getLanguage().language ?? 'en',
  );
  useEffect(() => {
    const subscription = api
      ?.language$()
      .subscribe(next => setLanguage(next.language));
    return () => subscription?.unsubscribe();
  }, [api]);
  return language;
}

/**
 * Picks the text of the person's language from what the backend sends.
 *
 * @public
 */
export function useLocalized(): (text: LocalizedText) => string {
  const language = useLanguage();
  return useCallback(text => localize(text, language), [language]);
}
