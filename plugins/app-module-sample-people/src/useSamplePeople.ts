import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  discoveryApiRef,
  IdentityApi,
  useApi,
} from '@backstage/frontend-plugin-api';
import { Person, SamplePeopleClient } from './client';
import { SamplePersonIdentity } from './identity';

/** The catalog reads its files some seconds after the backend answers. */
const AGAIN_AFTER_MS = 1500;

type State =
  | { status: 'resuming' | 'waiting' | 'entering' }
  | { status: 'choosing'; people: Person[] }
  | { status: 'failed'; error: Error };

const asError = (error: unknown) =>
  error instanceof Error ? error : new Error(String(error));

/** Resumes the session of a reloaded page, else brings the people to choose from. */
export function useSamplePeople(
  onSignInSuccess: (identity: IdentityApi) => void,
) {
  const discovery = useApi(discoveryApiRef);
  const client = useMemo(() => new SamplePeopleClient(discovery), [discovery]);
  const [state, setState] = useState<State>({ status: 'resuming' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const people = await client.people();
        if (over) return;
        if (people.length > 0) {
          setState({ status: 'choosing', people });
          return;
        }
        setState({ status: 'waiting' });
        timer = setTimeout(ask, AGAIN_AFTER_MS);
      } catch (error) {
        if (!over) setState({ status: 'failed', error: asError(error) });
      }
    };
    client.session().then(
      session => {
        if (!over) onSignInSuccess(new SamplePersonIdentity(client, session));
      },
      // Nobody was chosen yet, or the backend is away: asking for the people tells which.
      () => {
        if (!over) ask();
      },
    );
    return () => {
      over = true;
      clearTimeout(timer);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the callback is new at each render of the app
  }, [client, attempt]);

  const enterAs = useCallback(
    async (name: string) => {
      setState({ status: 'entering' });
      try {
        const session = await client.session(name);
        onSignInSuccess(new SamplePersonIdentity(client, session));
      } catch (error) {
        setState({ status: 'failed', error: asError(error) });
      }
    },
    [client, onSignInSuccess],
  );

  const retry = useCallback(() => {
    setState({ status: 'resuming' });
    setAttempt(number => number + 1);
  }, []);

  return { state, enterAs, retry };
}
