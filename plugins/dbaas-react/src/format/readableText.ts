import { errorText, LocalizedText } from '@dbaas-portal/plugin-dbaas-common';
import { formatMib, formatNumber } from './format';

/**
 * What the API says besides the text.
 *
 * @public
 */
export type Said = {
  code?: string;
  params?: Record<string, string | number | boolean>;
};

const NAMES: Record<string, LocalizedText> = {
  cpuMillis: { en: 'CPU', zh: 'CPU' },
  memoryMib: { en: 'memory', zh: '内存' },
  storageMib: { en: 'storage', zh: '存储' },
  instances: { en: 'number of databases', zh: '数据库数量' },
};

function amount(resource: string, value: unknown, language: string): unknown {
  if (typeof value !== 'number') return value;
  switch (resource) {
    case 'cpuMillis':
      return formatNumber(value / 1000, language);
    case 'memoryMib':
    case 'storageMib':
      return formatMib(value, language);
    default:
      return formatNumber(value, language);
  }
}

/**
 * The text of a reason or an error for people. What names a resource by its
 * code, and amounts in the API's units, is told in words and readable units.
 *
 * @public
 */
export function readableText(
  said: Said & { text: LocalizedText },
): LocalizedText;
/**
 * The same where there may be no text.
 *
 * @public
 */
export function readableText(
  said: Said & { text?: LocalizedText },
): LocalizedText | undefined;
export function readableText(
  said: Said & { text?: LocalizedText },
): LocalizedText | undefined {
  const resource = said.params?.resource;
  if (said.code !== 'over-quota' || typeof resource !== 'string')
    return said.text;
  const name = NAMES[resource];
  if (!name) return said.text;
  const inLanguage = (language: 'en' | 'zh') =>
    errorText('over-quota', {
      ...said.params,
      resource: name[language],
      needed: String(amount(resource, said.params?.needed, language)),
      free: String(amount(resource, said.params?.free, language)),
    })[language];
  return { en: inLanguage('en'), zh: inLanguage('zh') };
}
