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
  if (!title) return originalFactory();
  spoken = apis.get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  const text = spoken === 'zh' ? title.zh : title.en;
  const groups =
    node.spec.id === ENTITY_PAGE && spoken === 'zh'
      ? entityGroupsZh
      : undefined;
  // What somebody's app-config says stands.
  return originalFactory({
    config: {
      ...config,
      ...(text && { title: config?.title ?? text }),
      ...(groups && { groups: config?.groups ?? groups }),
    },
  });
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
