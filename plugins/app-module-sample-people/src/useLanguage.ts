import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { appLanguageApiRef } from '@backstage/frontend-plugin-api';

/** The language that the app speaks now. */
export function useLanguage(): string {
  const languages = useApi(appLanguageApiRef);
  const [language, setLanguage] = useState(
    () => languages.getLanguage().language,
  );
  useEffect(() => {
    const subscription = languages
      .language$()
      .subscribe(next => setLanguage(next.language));
    return () => subscription.unsubscribe();
  }, [languages]);
  return language;
}
