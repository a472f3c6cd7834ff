import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  appLanguageApiRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { samplePeopleTranslationRef } from './translation';

/** Each language by its own name, which whoever looks for it can read. */
function nameOf(language: string): string {
  return (
    new Intl.DisplayNames([language], { type: 'language' }).of(language) ??
    language
  );
}

export const LanguageButtons = ({ current }: { current: string }) => {
  const languages = useApi(appLanguageApiRef);
  const { t } = useTranslationRef(samplePeopleTranslationRef);
  const { languages: available } = languages.getAvailableLanguages();
  if (available.length < 2) return null;
  return (
    <ButtonGroup size="small" aria-label={t('language')}>
      {available.map(language => (
        <Button
          key={language}
          lang={language}
          aria-pressed={language === current}
          variant={language === current ? 'contained' : 'outlined'}
          color={language === current ? 'primary' : 'default'}
          onClick={() => languages.setLanguage(language)}
        >
          {nameOf(language)}
        </Button>
      ))}
    </ButtonGroup>
  );
};
