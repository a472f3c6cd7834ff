// The test bed is plain files, no package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  cloudNativePgObstacle,
  Cluster,
  installCloudNativePg,
  startCluster,
} from '../../kubernetes';
import {
  InPods,
  inTurn,
  LOCATION,
  primaryOf,
  TENANT,
} from './__testUtils__/InPods';
import { deletionOf } from './__testUtils__/requests';
import { Limits, pgLine, Writer } from './__testUtils__/Writer';

const NAME = 'orders';
const IMAGE = 'ghcr.io/cloudnative-pg/postgresql:17.6-system-trixie';
const CLUSTERS = 'clusters.postgresql.cnpg.io';

const why = cloudNativePgObstacle('pods');

jest.setTimeout(3_600_000);

(why ? describe.skip : describe)(
  `PostgreSQL in pods under CloudNativePG, through the portal alone${
    why ? ` [needs: ${why}]` : ''
  }`,
  () => {
    const stage = inTurn();
    let cluster: Cluster;
    let portal: InPods;
    let writer: Writer;
    /** What the application has; it learns of a new password. */
    let user: Awaited<ReturnType<typeof login>>;

    beforeAll(async () => {
      cluster = await startCluster({ level: 'pods', nodes: 2 });
      await installCloudNativePg(cluster, { images: [IMAGE] });
      portal = await InPods.start(cluster);
    });

    afterAll(async () => {
      await writer?.stop();
      await portal?.stop();
      await cluster?.stop();
    });

    async function login(role: 'rw' | 'ro' = 'rw') {
      const { username, password } = await portal.reveal('app');
      return {
        host: await portal.addressOf(`${NAME}-dbaas-${role}`),
        user: username,
        password,
        database: 'app',
        ssl: { rejectUnauthorized: false },
      };
    }

    const speaks =
      (as: () => Awaited<ReturnType<typeof login>>) => (limits: Limits) =>
        pgLine(as(), limits);

    async function asking(statement: string, role: 'rw' | 'ro' = 'rw') {
      const own = await login(role);
      return Writer.ask(
        speaks(() => own),
        statement,
      );
    }

    const rowsThere = async (role: 'rw' | 'ro') => {
      const rows = await asking('SELECT DISTINCT n FROM written', role);
      return new Set(rows.map(row => row.n));
    };

    it(
      'is offered, with the operator that was found',
      stage(async () => {
        const { body } = await portal.backend.get('/engines');
        expect(JSON.stringify(body)).toContain('CloudNativePG 1.30.0');
      }),
    );

    it(
      'is requested, and becomes two members that serve',
      stage(async () => {
        await portal.request({
          name: NAME,
          tenant: TENANT,
          engine: 'postgresql',
          version: '17',
          location: LOCATION,
          topology: 'replication',
          members: 2,
          resources: { cpuMillis: 100, memoryMib: 256, storageMib: 512 },
          environment: 'test',
          tls: true,
        });
        const { status } = await portal.untilGreen(2);
        expect(status.members.map(m => m.role).sort()).toEqual([
          'primary',
          'replica',
        ]);
        expect(status.members.every(m => m.node)).toBe(true);
        expect(status.runningVersion).toMatch(/^17\./);
      }),
    );

    it(
      'is written to by its stable address, all the while',
      stage(async () => {
        user = await login();
        writer = await Writer.start(speaks(() => user));
        const seen = await portal.until('rows on the replica', async () => {
          const { size } = await rowsThere('ro');
          return size > 50 && size;
        });
        expect(seen).toBeGreaterThan(50);
      }),
    );

    it(
      'answers a statement of the console, from outside of the cluster',
      stage(async () => {
        const rows = await portal.console('select count(*) > 50 from written');
        expect(rows).toEqual([['t']]);
      }),
    );

    it(
      'gets a third member',
      stage(async () => {
        await portal.operate('scale', { members: 3 });
        const { status } = await portal.untilGreen(3);
        expect(new Set(status.members.map(m => m.node)).size).toBe(2);
      }),
    );

    it(
      'hands over to the member that is chosen',
      stage(async () => {
        const before = await portal.untilGreen(3);
        const chosen = before.status.members.find(m => m.role === 'replica');
        await portal.operate('switchover', { member: chosen?.name });
        expect(primaryOf(await portal.untilGreen(3))).toBe(chosen?.name);
        const [{ status }] = await portal.objects(CLUSTERS);
        expect(status.currentPrimary).toBe(chosen?.name);
      }),
    );

    it(
      'tells that its primary was killed, and heals',
      stage(async () => {
        const lost = primaryOf(await portal.untilGreen(3));
        await portal.kill(lost);
        await portal.until('it is not green', async () => {
          const { status } = await portal.detail();
          return status.health !== 'green';
        });
        expect(primaryOf(await portal.untilGreen(3))).not.toBe(lost);
      }),
    );

    it(
      'takes parameters, those that need a restart too',
      stage(async () => {
        const { record } = await portal.detail();
        await portal.operate('set-parameters', {
          parameters: {
            ...record.spec.parameters,
            work_mem: 8192,
            max_connections: 60,
          },
        });
        await portal.untilGreen(3);
        const [row] = await asking(
          `SELECT current_setting('work_mem') AS w,
                  current_setting('max_connections') AS m`,
        );
        expect(row).toEqual({ w: '8MB', m: '60' });
      }),
    );

    it(
      'gets a database and a user, and a new password',
      stage(async () => {
        await portal.operate('create-database', { database: 'stock' });
        await portal.operate('create-user', {
          user: 'clerk',
          grants: [{ database: 'stock', level: 'read' }],
        });
        const before = user;
        await portal.operate('rotate-password', { user: 'app' });
        user = await login();
        expect(user.password).not.toBe(before.password);
        expect(await asking('SELECT 1 AS one')).toEqual([{ one: 1 }]);
        await expect(
          Writer.ask(
            speaks(() => before),
            'SELECT 1',
          ),
        ).rejects.toThrow(/password/);
      }),
    );

    it(
      'is restarted, member by member',
      stage(async () => {
        await portal.operate('restart');
        const { status } = await portal.untilGreen(3);
        expect(status.members.filter(m => m.ready)).toHaveLength(3);
      }),
    );

    it(
      'has lost no row that was acknowledged',
      stage(async () => {
        await writer.stop();
        const { acknowledged, longestSilence } = writer;
        expect(acknowledged.length).toBeGreaterThan(1_000);
        const there = await rowsThere('rw');
        expect(acknowledged.filter(n => !there.has(n))).toEqual([]);
        process.stdout.write(
          `${acknowledged.length} rows acknowledged, longest silence ${longestSilence} ms\n`,
        );
      }),
    );

    it(
      'stops, and starts with its data',
      stage(async () => {
        await portal.operate('stop');
        expect(await portal.objects('pods')).toEqual([]);
        await portal.operate('start');
        await portal.untilGreen(3);
        const there = await rowsThere('rw');
        expect(writer.acknowledged.filter(n => !there.has(n))).toEqual([]);
      }),
    );

    it(
      'is deleted, and nothing of it is left',
      stage(async () => {
        const { kind, input } = deletionOf(NAME);
        await portal.operate(kind, input);
        await portal.untilNothingIsLeft([CLUSTERS, 'persistentvolumeclaims']);
        expect((await portal.objects('pods')).length).toBe(0);
      }),
    );
  },
);
