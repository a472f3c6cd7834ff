import { useEffect } from 'react';
import {
  appLanguageApiRef,
  AppRootElementBlueprint,
  ExtensionFactoryMiddleware,
  useApi,
} from '@backstage/frontend-plugin-api';
import { entityGroupsZh, titles } from './titles';

const ENTITY_PAGE = 'page:catalog/entity';

/** Which language the titles were made in; undefined before the first. */
let spoken: string | undefined;

/**
 * Gives pages and tabs their titles in the app's language. Extensions are made
 * once, so another language needs the page anew: see `FollowLanguage`.
 */
export const localizedTitles: ExtensionFactoryMiddleware = (
  originalFactory,
  { node, apis, config },
) => {
  const title = titles[node.spec.id];
  if (!title && node.spec.id !== ENTITY_PAGE) return originalFactory();
  spoken = apis.get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  if (node.spec.id === ENTITY_PAGE) {
    return spoken === 'zh'
      ? originalFactory({
          config: { title: titles['page:catalog'].zh, groups: entityGroupsZh, ...config },
        })
      : originalFactory();
  }
  const text = spoken === 'zh' ? title.zh : title.en;
  // What somebody's app-config says about a title stands.
  return originalFactory({ config: text ? { title: text, ...config } : config });
};

/** Reloads when the language is another than that of the titles. */
const FollowLanguage = () => {
  const api = useApi(appLanguageApiRef);
  useEffect(() => {
    const subscription = api.language$().subscribe(({ language }) => {
      if (spoken !== undefined && spoken !== language) {
        window.location.reload();
      }
    });
    return () => subscription.unsubscribe();
  }, [api]);
  return null;
};

export const followLanguage = AppRootElementBlueprint.make({
  name: 'follow-language',
  params: { element: <FollowLanguage /> },
});
