/**
 * What a page of instances costs with 10,000 of them, against 100: p95 of
 * `GET /instances`, 50 rows, filtered and sorted in turn, deep pages included,
 * asked by a member of a tenant and by a DBA. Also the memory that they take.
 */

const SMALL = 100;
const LARGE = 10_000;
const ROUNDS = 400;
const WARM_UP = 60;
const PATIENCE_MS = 120_000;

const SORTS = [
  'name',
  'tenant',
  'engine',
  'health',
  'createdAt',
  'environment',
];
const FILTERS = [
  '',
  '&environment=production',
  '&health=red&health=grey',
  '&search=synthetic',
  '&owner=group%3Adefault%2Fteam-7',
  '&environment=test&environment=staging',
];

/** Starts a portal with so many instances. */
async function startPortal({ start, root }, count) {
  const running = start(
    'node',
    [
      '--expose-gc',
      '--import',
      '@backstage/cli/config/nodeTransform.cjs',
      'list/server.ts',
      String(count),
    ],
    { cwd: `${root}/benchmarks` },
  );
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const line = running
      .tail()
      .split('\n')
      .find(text => text.startsWith('{"port"'));
    if (line) {
      return { ...JSON.parse(line), child: running.child };
    }
    if (Date.now() > until || running.child.exitCode !== null) {
      throw new Error(`the portal did not start: ${running.tail()}`);
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/** Milliseconds of one page; every second one goes on to the next page. */
async function page(portal, round) {
  const sort = SORTS[round % SORTS.length];
  const filter = FILTERS[Math.floor(round / SORTS.length) % FILTERS.length];
  const order = round % 4 < 2 ? 'asc' : 'desc';
  const authorization = round % 2 ? portal.member : portal.dba;
  const first = `http://127.0.0.1:${portal.port}/api/dbaas/v1/instances?limit=50&sort=${sort}&order=${order}${filter}`;
  const ask = async url => {
    const began = performance.now();
    const answer = await fetch(url, { headers: { authorization } });
    const body = await answer.json();
    if (!answer.ok) {
      throw new Error(`${answer.status} ${JSON.stringify(body)}`);
    }
    return { ms: performance.now() - began, body };
  };
  const { ms, body } = await ask(first);
  return round % 3 === 0 && body.nextCursor
    ? [ms, (await ask(`${first}&cursor=${body.nextCursor}`)).ms]
    : [ms];
}

/** @param {import('./context').Context} context */
export default async function measure(context) {
  const { percentile, stop, say } = context;
  const portals = [];
  try {
    portals.push(await startPortal(context, SMALL));
    portals.push(await startPortal(context, LARGE));
    const [small, large] = portals;
    const times = { small: [], large: [] };
    for (let round = 0; round < ROUNDS + WARM_UP; round++) {
      const ofSmall = await page(small, round);
      const ofLarge = await page(large, round);
      if (round >= WARM_UP) {
        times.small.push(...ofSmall);
        times.large.push(...ofLarge);
      }
    }
    const perThousand =
      (large.heap - small.heap) / ((LARGE - SMALL) / 1000) / 1024 / 1024;
    say(`memory per 1,000 instances: ${perThousand.toFixed(1)} MiB`);
    return {
      list: {
        ours: percentile(times.large, 0.95),
        reference: percentile(times.small, 0.95),
        target: 3,
        better: 'lower',
        unit: 'ms',
      },
      'list-memory': {
        ours: perThousand,
        reference: 1,
        target: null,
        better: 'lower',
        unit: 'MiB per 1,000 instances',
      },
    };
  } finally {
    await stop(portals.map(portal => portal.child));
  }
}
