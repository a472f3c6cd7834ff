import {
  DiscoveryService,
  HttpRouterService,
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { TERMINAL_PATH } from '@dbaas-portal/plugin-dbaas-common';
import { Terminals } from './createTerminals';

const KNOCK_MS = 10_000;

/**
 * Lets the door find the HTTP server, which Backstage shows to nobody: any
 * request of the plugin carries it. The first is one's own, once the backend
 * has started, so that nobody has to come before; where the plugin's address
 * leads elsewhere, to a balancer say, the first of anybody does it.
 */
export function mountTerminals(
  { door }: Terminals,
  deps: {
    discovery: DiscoveryService;
    httpRouter: HttpRouterService;
    lifecycle: LifecycleService;
    logger: LoggerService;
  },
): void {
  if (!door) {
    return;
  }
  const { discovery, httpRouter, lifecycle, logger } = deps;
  // Who comes is told by the first frame, as a browser's socket has no header.
  httpRouter.addAuthPolicy({ path: TERMINAL_PATH, allow: 'unauthenticated' });
  httpRouter.use(door.middleware(TERMINAL_PATH));
  const knock = async () => {
    const url = await discovery.getBaseUrl('dbaas');
    await fetch(`${url}${TERMINAL_PATH}`, {
      signal: AbortSignal.timeout(KNOCK_MS),
    });
  };
  lifecycle.addStartupHook(() => {
    knock().catch(error => {
      logger.debug(`The portal did not reach itself: ${error}`);
    });
  });
}
