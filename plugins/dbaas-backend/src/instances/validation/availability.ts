import { Availability, LocalizedText } from '@dbaas-portal/plugin-dbaas-common';
import { ErrorDetails } from '../../errors';

export function notOffered(
  reason: LocalizedText,
  field?: string,
): ErrorDetails {
  return {
    code: 'not-offered',
    ...(field === undefined ? {} : { field }),
    words: { reason },
  };
}

const WITHOUT_REASON: LocalizedText = {
  en: 'it is not available at this location',
  zh: '该位置不可用',
};

/** The reason of what is not there; nothing where it is. */
export function checkAvailable(
  availability: Availability | undefined,
  field: string,
): ErrorDetails[] {
  return availability?.available
    ? []
    : [notOffered(availability?.reason?.text ?? WITHOUT_REASON, field)];
}
