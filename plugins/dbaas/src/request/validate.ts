import { ApiHolder } from '@backstage/core-plugin-api';
import { appLanguageApiRef } from '@backstage/core-plugin-api/alpha';
import { InstanceRequest, localize } from '@dbaas-portal/plugin-dbaas-common';
import { dbaasApiRef, readDbaasError } from '@dbaas-portal/plugin-dbaas-react';

/**
 * Asks the backend for everything that is wrong with a request, in the
 * person's language. Whoever cannot be asked keeps one from going on: the
 * request itself would meet the same end.
 */
export async function validateRequest(
  request: InstanceRequest | undefined,
  addError: (message: string) => void,
  apis: ApiHolder,
): Promise<void> {
  const language = apis.get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  const api = apis.get(dbaasApiRef);
  if (!api || !request?.engine) {
    addError(
      localize(
        { en: 'The form is not filled in yet', zh: '表单尚未填写' },
        language,
      ),
    );
    return;
  }
  try {
    const { problems } = await api.previewInstance(request);
    for (const { text } of problems) addError(localize(text, language));
  } catch (error) {
    const { text, message } = readDbaasError(error);
    addError(text ? localize(text, language) : message);
  }
}
