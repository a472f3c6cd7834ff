import { useCallback } from 'react';
import { useLanguage } from '../nav/useLanguage';
import { titleIn } from './titles';

/** Translates a title of a page or a tab, and again when the language is switched. */
export function useTitle(): (title: string) => string {
  const { current } = useLanguage();
  return useCallback((title: string) => titleIn(current, title), [current]);
}
