import {
  appLanguageApiRef,
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { defaultEntityContentGroupDefinitions } from '@backstage/plugin-catalog-react/alpha';
import { useLanguage } from '../nav/useLanguage';
import { titleIn } from '../translations/titles';
import { contentsIn } from './contents';

/** The page of the chosen language; another language is another page, with other tabs. */
const InLanguage = ({ pages }: { pages: Map<string, JSX.Element> }) => {
  const { current } = useLanguage();
  return pages.get(current) ?? pages.values().next().value ?? null;
};

/**
 * The catalog reads the titles of the tabs once. To follow the language without
 * loading the portal anew, the page is made once for each language.
 */
const entityPage = catalogPlugin.getExtension('page:catalog/entity').override({
  factory(original, { apis, config, inputs }) {
    const groups = config.groups ?? [defaultEntityContentGroupDefinitions];
    const pageIn = (language: string) =>
      original({
        config: {
          ...config,
          groups: groups.map(definitions =>
            Object.fromEntries(
              Object.entries(definitions).map(([id, group]) => [
                id,
                { ...group, title: titleIn(language, group.title) },
              ]),
            ),
          ),
        },
        inputs: { ...inputs, contents: contentsIn(inputs.contents, language) },
      });
    const languages = apis.get(appLanguageApiRef)?.getAvailableLanguages()
      .languages ?? ['en'];
    const pages = new Map(
      languages.map(language => [
        language,
        pageIn(language).get(coreExtensionData.reactElement),
      ]),
    );
    return [
      ...[...original()].filter(
        ({ id }) => id !== coreExtensionData.reactElement.id,
      ),
      coreExtensionData.reactElement(<InLanguage pages={pages} />),
    ];
  },
});

export const entityModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [entityPage],
});
