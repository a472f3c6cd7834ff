/* eslint-disable max-lines -- the stages of one life, each on top of the one before */
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
import { logOf, typedInto } from './__testUtils__/lookInside';
import { deletionOf } from './__testUtils__/requests';
import { Limits, pgLine, Writer } from './__testUtils__/Writer';

const NAME = 'orders';
const RELEASES = ['17.6', '17.11'];
// The packages of the test bed have one release: it serves under both names.
const IMAGES = RELEASES.map(
  release => `ghcr.io/cloudnative-pg/postgresql:${release}-system-trixie`,
);
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
      await installCloudNativePg(cluster, { images: IMAGES });
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

    async function nothingLost() {
      const acknowledged = [...writer.acknowledged];
      const there = await rowsThere('rw');
      expect(acknowledged.filter(n => !there.has(n))).toEqual([]);
    }

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
          release: RELEASES[0],
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
      'shows its log, and opens a shell and the client in a member',
      stage(async () => {
        const { status } = await portal.detail();
        const [{ name: member }] = status.members;
        const { backend, uid } = portal;
        const log = await logOf(backend, uid, member);
        expect(log.join('\n')).toContain('ready to accept connections');
        const at = { uid, member };
        const shell = await typedInto(
          backend,
          { ...at, kind: 'shell' },
          'hostname; stty size; exit 3\n',
        );
        expect(shell).toMatchObject({ exitCode: 3, reason: 'exited' });
        expect(shell.shown).toMatch(new RegExp(`${member}\\r\\n30 100\\r\\n`));
        const client = await typedInto(
          backend,
          { ...at, kind: 'client' },
          'select 6 * 7 as answer;\n\\q\n',
        );
        expect(client).toMatchObject({ exitCode: 0 });
        expect(client.shown).toMatch(/42/);
      }),
    );

    it(
      'shows what carries it, and no difference to what was asked for',
      stage(async () => {
        const said = await portal.resources();
        for (const each of ['Pod', 'PersistentVolumeClaim', 'Secret']) {
          expect(said).toContain(each);
        }
        const made = said.filter(each => each.includes(' '));
        expect(made.sort()).toEqual([
          'Cluster unchanged',
          'Service unchanged',
          'Service unchanged',
        ]);
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

    /** Moves a member to the other node; tells the name of the new one. */
    async function moved(role: 'primary' | 'replica'): Promise<string> {
      const before = (await portal.untilGreen(3)).status.members;
      const old = before.find(m => m.role === role);
      const node = before.map(m => m.node).find(n => n !== old?.node);
      const done = portal.operate('move-member', { member: old?.name, node });
      const fewest = await portal.least(done, async () => {
        const [{ status }] = await portal.objects(CLUSTERS);
        return status.readyInstances;
      });
      // Others may be told apart for a moment while the primary changes.
      expect(fewest).toBeGreaterThanOrEqual(role === 'primary' ? 2 : 3);
      const after = (await portal.untilGreen(3)).status.members;
      const names = before.map(m => m.name);
      const made = after.filter(m => !names.includes(m.name));
      expect(made).toMatchObject([{ role, node, ready: true }]);
      await nothingLost();
      const claims = await portal.objects('persistentvolumeclaims');
      expect(claims.map(c => c.metadata.name).sort()).toEqual(
        after.map(m => m.name).sort(),
      );
      return made[0].name;
    }

    it(
      'refuses to move a member to a node that there is not',
      stage(async () => {
        const [member] = (await portal.detail()).status.members;
        await expect(
          portal.operate('move-member', {
            member: member.name,
            node: 'nowhere',
          }),
        ).rejects.toThrow(/400 .*input\.node/);
      }),
    );

    it(
      'moves a replica to the other node, never with fewer copies',
      stage(async () => {
        expect(await moved('replica')).toEqual(expect.any(String));
      }),
    );

    it(
      'moves its primary, which hands over first',
      stage(async () => {
        const made = await moved('primary');
        const [{ metadata, status, spec }] = await portal.objects(CLUSTERS);
        expect(status.currentPrimary).toBe(made);
        expect(JSON.stringify(spec)).not.toContain('nodeAffinity');
        expect(JSON.stringify(metadata.annotations ?? {})).not.toContain(
          'disabled',
        );
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
      'is upgraded, replica by replica, then its primary',
      stage(async () => {
        const was = primaryOf(await portal.untilGreen(3));
        await expect(
          portal.operate('upgrade', { targetVersion: '18.4' }),
        ).rejects.toThrow(/400 .*input\.targetVersion/);
        const [, targetVersion] = RELEASES;
        await portal.operate('upgrade', { targetVersion });
        const detail = await portal.untilGreen(3);
        expect(detail.record.spec.release).toBe(targetVersion);
        expect(primaryOf(detail)).not.toBe(was);
        expect(
          detail.status.members.map(m => m.version?.split(' ')[0]),
        ).toEqual([targetVersion, targetVersion, targetVersion]);
        const pods = JSON.stringify(await portal.objects('pods'));
        expect(pods).not.toContain(IMAGES[0]);
        await nothingLost();
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
        await nothingLost();
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
        await nothingLost();
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
