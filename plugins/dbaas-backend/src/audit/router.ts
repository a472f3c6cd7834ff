import { Guard } from '../access/Guard';
import { ApiRouter } from '../http/ApiRouter';
import { abortedWith } from '../http/headers';
import { write } from '../http/stream';
import { AuthorizedAuditLog } from './AuthorizedAuditLog';
import { csvHeader, csvLine, ndjsonLine } from './exportFormats';

const FORMATS = {
  csv: { type: 'text/csv; charset=utf-8', header: csvHeader, line: csvLine },
  ndjson: { type: 'application/x-ndjson', header: '', line: ndjsonLine },
};

export function addAuditRoutes(
  router: ApiRouter,
  deps: { guard: Guard; audit: AuthorizedAuditLog },
): void {
  const { guard, audit } = deps;

  router.get('/v1/audit', async (request, response) => {
    const caller = await guard.caller(request);
    response.json(await audit.list(request.query, caller));
  });

  router.get('/v1/audit/export', async (request, response) => {
    const caller = await guard.caller(request);
    const { format = 'csv', ...query } = request.query;
    const { type, header, line } = FORMATS[format];
    const signal = abortedWith(response);
    let begun = false;
    const begin = () => {
      begun = true;
      response.set({
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="audit.${format}"`,
        'Cache-Control': 'no-store, no-transform',
      });
      return write(response, header, signal);
    };
    for await (const page of audit.export(query, caller)) {
      if (!begun) {
        await begin();
      }
      if (!(await write(response, page.map(line).join(''), signal))) {
        return;
      }
    }
    if (!begun) {
      await begin();
    }
    response.end();
  });
}
