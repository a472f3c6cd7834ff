import {
  discoveryApiRef,
  identityApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import {
  TERMINAL_PATH,
  TerminalRequest,
} from '@dbaas-portal/plugin-dbaas-common';
import { dbaasApiRef } from '@dbaas-portal/plugin-dbaas-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { LinkEnd, TerminalLink } from './TerminalLink';
import type { Screen } from './TerminalScreen';

export type TerminalState =
  | { name: 'connecting' }
  | { name: 'open' }
  | ({ name: 'ended' } & LinkEnd)
  | { name: 'refused'; error: Error };

/** http becomes ws, https wss; an address without a host is the page's. */
export function socketUrl(base: string, page: string): string {
  const url = new URL(`${base}${TERMINAL_PATH}`, page);
  url.protocol = url.protocol.replace('http', 'ws');
  return url.toString();
}

/**
 * A terminal from its ticket to its end. It begins when its screen is there,
 * because the screen's size goes with the request.
 */
export function useTerminal(
  uid: string,
  { member, kind }: Pick<TerminalRequest, 'member' | 'kind'>,
) {
  const api = useApi(dbaasApiRef);
  const discovery = useApi(discoveryApiRef);
  const identity = useApi(identityApiRef);
  const [state, setState] = useState<TerminalState>({ name: 'connecting' });
  const link = useRef<TerminalLink>();
  const isGone = useRef(false);

  const begin = useCallback(
    async (screen: Screen) => {
      const ticket = await api.askForTerminal(uid, {
        member,
        kind,
        ...screen.size(),
      });
      const base = await discovery.getBaseUrl('dbaas');
      const { token = '' } = await identity.getCredentials();
      if (isGone.current) return;
      link.current = new TerminalLink({
        url: socketUrl(base, window.location.href),
        hello: { ticket: ticket.ticket, token },
        onReady: () => {
          setState({ name: 'open' });
          // It may have changed while the ticket was on its way.
          link.current?.resize(screen.size());
          screen.focus();
        },
        onBytes: screen.write,
        onEnd: end => setState({ name: 'ended', ...end }),
      });
    },
    [api, discovery, identity, uid, member, kind],
  );

  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      link.current?.close();
    };
  }, []);

  return {
    state,
    link,
    begin: (screen: Screen) => {
      begin(screen).catch((error: Error) => {
        if (!isGone.current) setState({ name: 'refused', error });
      });
    },
  };
}
