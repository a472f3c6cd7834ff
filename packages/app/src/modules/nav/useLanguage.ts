import { useEffect, useState } from 'react';
import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';

/** The app's language, those it can speak, and how to change it. */
export function useLanguage() {
  const api = useApi(appLanguageApiRef);
  const [current, setCurrent] = useState(() => api.getLanguage().language);
  useEffect(() => {
    const subscription = api
      .language$()
      .subscribe(next => setCurrent(next.language));
    return () => subscription.unsubscribe();
  }, [api]);
  return {
    current,
    available: api.getAvailableLanguages().languages,
    change: (language: string) => api.setLanguage(language),
  };
}
