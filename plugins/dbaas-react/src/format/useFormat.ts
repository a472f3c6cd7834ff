import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { MemberResources } from '@dbaas-portal/plugin-dbaas-common';
import { useLanguage } from '../text/useLocalized';
import { dbaasReactTranslationRef } from '../translation/ref';
import {
  formatBytes,
  formatDateTime,
  formatDuration,
  formatMib,
  formatNumber,
  formatRelative,
} from './format';

/** @public */
export type ResourceName = keyof MemberResources | 'instances';

/**
 * Numbers, amounts and times in the person's language.
 *
 * @public
 */
export function useFormat() {
  const language = useLanguage();
  const { t } = useTranslationRef(dbaasReactTranslationRef);
  return useMemo(
    () => ({
      number: (value: number) => formatNumber(value, language),
      mib: (value: number) => formatMib(value, language),
      bytes: (value: number) => formatBytes(value, language),
      duration: (milliseconds: number) =>
        formatDuration(milliseconds, language),
      relative: (at: string, now?: number) => formatRelative(at, language, now),
      dateTime: (at: string) => formatDateTime(at, language),
      /** An amount of a resource with its unit. */
      amount: (name: ResourceName, value: number) => {
        switch (name) {
          case 'cpuMillis':
            return t('resource.cores', {
              value: formatNumber(value / 1000, language),
            });
          case 'memoryMib':
          case 'storageMib':
            return formatMib(value, language);
          default:
            return formatNumber(value, language);
        }
      },
      /** The same in short, for columns whose title says what it is. */
      amounts: (resources: MemberResources) =>
        [
          t('resource.cores', {
            value: formatNumber(resources.cpuMillis / 1000, language),
          }),
          formatMib(resources.memoryMib, language),
          formatMib(resources.storageMib, language),
        ].join(' · '),
      /** CPU, memory and storage in one line. */
      resources: (resources: MemberResources) =>
        [
          t('resource.cores', {
            value: formatNumber(resources.cpuMillis / 1000, language),
          }),
          formatMib(resources.memoryMib, language),
          t('resource.storage', {
            amount: formatMib(resources.storageMib, language),
          }),
        ].join(' · '),
    }),
    [language, t],
  );
}
