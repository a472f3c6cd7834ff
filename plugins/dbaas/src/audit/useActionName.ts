import { useKindName } from '@dbaas-portal/plugin-dbaas-react';
import { useCallback } from 'react';
import { useWords } from '../translation/useWords';
import { readAction } from './actions';

/** What a record's action is called; an unknown one keeps its code, readable. */
export function useActionName(): (action: string) => string {
  const { t } = useWords();
  const kindName = useKindName();
  return useCallback(
    (action: string) => {
      const known = readAction(action);
      if (!known) return kindName(action);
      return 'own' in known
        ? t(`audit.did.${known.own}`)
        : kindName(known.kind);
    },
    [t, kindName],
  );
}
