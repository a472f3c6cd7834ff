import { useApi } from '@backstage/core-plugin-api';
import {
  EngineDescriptor,
  InstanceDetail,
} from '@dbaas-portal/plugin-dbaas-common';
import { dbaasApiRef } from '@dbaas-portal/plugin-dbaas-react';
import { useEffect, useState } from 'react';

const NONE: string[] = [];

/**
 * The databases that one can choose from: as the server tells them, else as
 * the record has them. None where the engine has none.
 *
 * @remarks
 *
 * Asked once, and again when the instance has changed: the answer costs a
 * connection to the database, so it does not follow every signal.
 */
export function useDatabases(
  instance: InstanceDetail,
  engine: EngineDescriptor,
): string[] {
  const api = useApi(dbaasApiRef);
  const { uid, revision, spec } = instance.record;
  const hasDatabases = engine.databases !== undefined;
  const [seen, setSeen] = useState(NONE);

  useEffect(() => {
    if (!hasDatabases) return undefined;
    const abort = new AbortController();
    api
      .getAccounts(uid, { signal: abort.signal })
      .then(accounts => {
        if (!abort.signal.aborted) {
          setSeen(accounts.databases.map(database => database.name));
        }
      })
      // Not for this reader to see, or no answer: the record still knows some.
      .catch(() => undefined);
    return () => abort.abort();
  }, [api, hasDatabases, revision, uid]);

  if (!hasDatabases) return NONE;
  return seen.length > 0 ? seen : spec.databases;
}
