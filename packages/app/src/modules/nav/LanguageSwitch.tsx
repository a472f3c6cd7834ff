import { SidebarItem } from '@backstage/core-components';
import { RiTranslate2 } from '@remixicon/react';
import { useLanguage } from './useLanguage';

/** A language by its own name, which whoever looks for it can read. */
function nameOf(language: string): string {
  return (
    new Intl.DisplayNames([language], { type: 'language' }).of(language) ??
    language
  );
}

const Icon = () => <RiTranslate2 />;

/** One entry for each other language, reachable from every page. */
export const LanguageSwitch = () => {
  const { current, available, change } = useLanguage();
  return (
    <>
      {available
        .filter(language => language !== current)
        .map(language => (
          <SidebarItem
            key={language}
            icon={Icon}
            text={nameOf(language)}
            onClick={() => change(language)}
          />
        ))}
    </>
  );
};
