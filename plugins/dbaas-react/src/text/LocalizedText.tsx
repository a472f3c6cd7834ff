import { LocalizedText as Text } from '@dbaas-portal/plugin-dbaas-common';
import { useLocalized } from './useLocalized';

/**
 * A text of the backend in the person's language.
 *
 * @public
 */
export const LocalizedText = ({ text }: { text: Text }) => {
  const localized = useLocalized();
  return <>{localized(text)}</>;
};
