import { LogFrame } from '@dbaas-portal/plugin-dbaas-common';
import { Guard } from '../access/Guard';
import { ApiRouter } from '../http/ApiRouter';
import { sendFrames } from '../http/frames';
import { toldBy } from '../operations/work/transient';
import { LogService } from './LogService';

/** An error that came too late for a status; others' messages stay here. */
function errorFrame(error: unknown): LogFrame {
  const reason = toldBy(error);
  return reason
    ? { type: 'error', code: reason.code, message: reason.text.en, reason }
    : { type: 'error', message: 'Internal error' };
}

export function addLogRoutes(
  router: ApiRouter,
  { guard, logs }: { guard: Guard; logs: LogService },
): void {
  router.get('/v1/instances/:uid/logs', async (request, response) => {
    const caller = await guard.caller(request);
    await sendFrames<LogFrame>(
      response,
      signal =>
        logs.read(request.params.uid, request.query, { signal }, caller),
      errorFrame,
    );
  });
}
