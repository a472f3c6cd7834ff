// The test bed is plain files, no package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  Cluster,
  installMariadbOperator,
  mariadbOperatorObstacle,
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
import { Limits, mysqlLine, Writer } from './__testUtils__/Writer';

const NAME = 'orders';
const IMAGE = 'docker.io/library/mariadb:11.8.5';
const CLUSTERS = 'mariadbs.k8s.mariadb.com';
const BACKUPS = 'physicalbackups.k8s.mariadb.com';
const MEMBERS = 3;

const why = mariadbOperatorObstacle('pods');

jest.setTimeout(3_600_000);

(why ? describe.skip : describe)(
  `MariaDB in pods under mariadb-operator, through the portal alone${
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
      await installMariadbOperator(cluster, { images: [IMAGE] });
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
        mysqlLine(as(), limits);

    async function asking(statement: string, role: 'rw' | 'ro' = 'rw') {
      const own = await login(role);
      return Writer.ask(
        speaks(() => own),
        statement,
      );
    }

    const rowsThere = async (role: 'rw' | 'ro') =>
      new Set(
        (await asking('SELECT DISTINCT n FROM written', role)).map(r => r.n),
      );

    const lostRows = async () => {
      const there = await rowsThere('rw');
      return writer.acknowledged.filter(n => !there.has(n));
    };

    it(
      'is offered, with the operator that was found',
      stage(async () => {
        const { body } = await portal.backend.get('/engines');
        expect(JSON.stringify(body)).toContain('mariadb-operator 25.10.4');
      }),
    );

    it(
      'is requested, and becomes members that serve',
      stage(async () => {
        await portal.request({
          name: NAME,
          tenant: TENANT,
          engine: 'mariadb',
          version: '11.8',
          location: LOCATION,
          topology: 'replication',
          members: MEMBERS,
          resources: { cpuMillis: 100, memoryMib: 256, storageMib: 512 },
          environment: 'test',
          tls: true,
        });
        const { status } = await portal.untilGreen(MEMBERS);
        expect(status.members.map(m => m.role).sort()).toEqual([
          'primary',
          'replica',
          'replica',
        ]);
        expect(new Set(status.members.map(m => m.node)).size).toBe(2);
        expect(status.runningVersion).toMatch(/^11\.8\./);
      }),
    );

    it(
      'is written to by its stable address, all the while',
      stage(async () => {
        user = await login();
        writer = await Writer.start(speaks(() => user));
        const seen = await portal.until('rows on the replicas', async () => {
          const { size } = await rowsThere('ro');
          return size > 50 && size;
        });
        expect(seen).toBeGreaterThan(50);
        await expect(
          asking('INSERT INTO written VALUES (0)', 'ro'),
        ).rejects.toThrow(/read-only/);
        const { ssl: _, ...open } = user;
        await expect(
          Writer.ask(limits => mysqlLine(open, limits), 'SELECT 1'),
        ).rejects.toThrow(/secure/i);
      }),
    );

    it(
      'answers a statement of the console, from outside of the cluster',
      stage(async () => {
        const rows = await portal.console(
          'select count(*) > 50 from app.written',
        );
        expect(rows).toEqual([['1']]);
      }),
    );

    it(
      'hands over to the member that is chosen',
      stage(async () => {
        const before = await portal.untilGreen(MEMBERS);
        const chosen = before.status.members.find(m => m.role === 'replica');
        await portal.operate('switchover', { member: chosen?.name });
        expect(primaryOf(await portal.untilGreen(MEMBERS))).toBe(chosen?.name);
        const [{ status }] = await portal.objects(CLUSTERS);
        expect(status.currentPrimary).toBe(chosen?.name);
      }),
    );

    it(
      'tells that its primary was killed, and another one takes over',
      stage(async () => {
        const lost = primaryOf(await portal.untilGreen(MEMBERS));
        await portal.kill(lost);
        await portal.until('it is not green', async () => {
          const { status } = await portal.detail();
          return status.health !== 'green';
        });
        expect(primaryOf(await portal.untilGreen(MEMBERS))).not.toBe(lost);
      }),
    );

    it(
      'takes parameters, member by member',
      stage(async () => {
        const { record } = await portal.detail();
        await portal.operate('set-parameters', {
          parameters: {
            ...record.spec.parameters,
            max_connections: 60,
            innodb_ft_min_token_size: 2,
          },
        });
        await portal.untilGreen(MEMBERS);
        const [row] = await asking(
          'SELECT @@max_connections AS m, @@innodb_ft_min_token_size AS f',
        );
        expect(row).toEqual({ m: 60, f: 2 });
        // Members that have restarted refuse writes again.
        await expect(
          asking('INSERT INTO written VALUES (0)', 'ro'),
        ).rejects.toThrow(/read-only/);
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
        ).rejects.toThrow(/denied/);
      }),
    );

    it(
      'grows, with its volumes',
      stage(async () => {
        await portal.operate('resize', {
          cpuMillis: 100,
          memoryMib: 320,
          storageMib: 768,
        });
        await portal.untilGreen(MEMBERS);
        const claims = await portal.objects('persistentvolumeclaims');
        expect(claims.map(c => c.status.capacity?.storage)).toEqual(
          Array(MEMBERS).fill('768Mi'),
        );
      }),
    );

    it(
      'is restarted, member by member',
      stage(async () => {
        await portal.operate('restart');
        expect((await portal.untilGreen(MEMBERS)).status.reasons).toEqual([]);
      }),
    );

    it(
      'gets a fourth member with all data, and gives one away',
      stage(async () => {
        await portal.operate('scale', { members: 4 });
        const { status } = await portal.untilGreen(4);
        const added = status.members.find(m => m.name.endsWith('-3'));
        expect(added).toMatchObject({ role: 'replica', ready: true });
        // The next to go is the one with the highest number: let it lead first.
        await portal.operate('switchover', { member: added?.name });
        await portal.operate('scale', { members: MEMBERS });
        expect(primaryOf(await portal.untilGreen(MEMBERS))).not.toBe(
          added?.name,
        );
        await portal.until('its volume is gone', async () => {
          const claims = await portal.objects('persistentvolumeclaims');
          return claims.length === MEMBERS;
        });
      }),
    );

    it(
      'has lost no row that was acknowledged',
      stage(async () => {
        await writer.stop();
        const { acknowledged, longestSilence } = writer;
        expect(acknowledged.length).toBeGreaterThan(1_000);
        expect(await lostRows()).toEqual([]);
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
        await portal.untilGreen(MEMBERS);
        expect(await lostRows()).toEqual([]);
      }),
    );

    it(
      'is deleted, and nothing of it is left',
      stage(async () => {
        const { kind, input } = deletionOf(NAME);
        await portal.operate(kind, input);
        const kinds = ['persistentvolumeclaims', 'poddisruptionbudgets'];
        await portal.untilNothingIsLeft([CLUSTERS, BACKUPS, ...kinds]);
        expect((await portal.objects('pods')).length).toBe(0);
      }),
    );
  },
);
