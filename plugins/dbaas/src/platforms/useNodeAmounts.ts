import { LocationNode } from '@dbaas-portal/plugin-dbaas-common';
import { useFormat } from '@dbaas-portal/plugin-dbaas-react';
import { useMemo } from 'react';
import { useWords } from '../translation/useWords';

/** What of a node is reserved, in words; what is not known, is a dash. */
export function useNodeAmounts() {
  const { t } = useWords();
  const format = useFormat();
  return useMemo(() => {
    const of = (used: string | undefined, all: string) =>
      t('platforms.nodes.of', { used: used ?? '—', all });
    return {
      cpu: ({ requested, allocatable }: LocationNode) =>
        of(
          requested && format.amount('cpuMillis', requested.cpuMillis),
          format.amount('cpuMillis', allocatable.cpuMillis),
        ),
      memory: ({ requested, used, allocatable }: LocationNode) => {
        const inUse =
          used &&
          t('platforms.nodes.memoryUsed', {
            amount: format.mib(used.memoryMib),
          });
        return of(
          requested ? format.mib(requested.memoryMib) : inUse,
          format.mib(allocatable.memoryMib),
        );
      },
      places: ({ requested, allocatable }: LocationNode) =>
        allocatable.places === undefined
          ? '—'
          : of(
              requested?.places === undefined
                ? undefined
                : format.number(requested.places),
              format.number(allocatable.places),
            ),
    };
  }, [t, format]);
}
