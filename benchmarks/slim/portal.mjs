import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const START_MS = 120_000;
const OPERATION_MS = 300_000;
/** How often a client asks: often enough to see a moment, seldom enough to leave the machine to the portal. */
const LOOK_MS = 100;
const TENANT = 'bench';

export const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** The config of a backend with one tenant without limits. */
function config({ folder, port, token, ports }) {
  const subject = 'external:bench';
  return {
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      auth: {
        externalAccess: [{ type: 'static', options: { token, subject } }],
      },
      database: {
        client: 'better-sqlite3',
        connection: { directory: path.join(folder, 'sqlite') },
      },
    },
    dbaas: {
      local: { enabled: true, root: path.join(folder, 'local'), ports },
      access: {
        services: [{ subject, permissions: ['*'], tenants: ['*'] }],
      },
      seed: {
        tenants: [
          {
            name: TENANT,
            displayName: 'Benchmarks',
            owner: 'group:default/bench',
            members: [],
            quotas: { local: {} },
          },
        ],
      },
    },
  };
}

/**
 * A real backend in a process of its own, asked over HTTP as any client would.
 * @param {import('../context').Context} context
 * @param {string} name of the folder below the benchmark's own
 * @param {{ from: number, to: number }} ports for its databases
 */
export async function startSlimPortal(context, name, ports) {
  const folder = path.join(context.work, name);
  fs.mkdirSync(path.join(folder, 'sqlite'), { recursive: true });
  fs.chmodSync(folder, 0o711);
  const port = await context.freePort();
  const token = randomBytes(16).toString('hex');
  const file = path.join(folder, 'app-config.json');
  fs.writeFileSync(
    file,
    JSON.stringify(config({ folder, port, token, ports })),
    { mode: 0o600 },
  );
  const running = context.start(
    'node',
    [
      '--import',
      '@backstage/cli/config/nodeTransform.cjs',
      path.join(context.root, 'benchmarks/slim/backend.ts'),
      '--config',
      file,
    ],
    {
      cwd: path.join(context.root, 'packages/backend'),
      env: { ...process.env, NODE_ENV: 'test' },
    },
  );

  /** @returns {Promise<any>} the body; an error for anything but success */
  async function ask(method, pathname, body) {
    const answer = await fetch(
      `http://127.0.0.1:${port}/api/dbaas/v1${pathname}`,
      {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
    );
    const text = await answer.text();
    if (!answer.ok)
      throw new Error(`${method} ${pathname}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : {};
  }
  const get = pathname => ask('GET', pathname);

  const until = Date.now() + START_MS;
  while (!(await get(`/tenants/${TENANT}`).catch(() => undefined))) {
    if (Date.now() > until || running.child.exitCode !== null)
      throw new Error(`the portal did not start: ${running.tail()}`);
    await pause(100);
  }

  /** Waits until an operation has succeeded. */
  async function succeeded(id) {
    const end = Date.now() + OPERATION_MS;
    for (;;) {
      const operation = await get(`/operations/${id}`);
      if (operation.state === 'succeeded') return operation;
      if (
        ['failed', 'cancelled'].includes(operation.state) ||
        Date.now() > end
      ) {
        throw new Error(
          `${operation.kind} ${operation.state}: ${JSON.stringify(
            operation.reason,
          )}\n${running.tail().slice(-3000)}`,
        );
      }
      await pause(LOOK_MS);
    }
  }

  /** Waits until an instance has an address that takes writes. */
  async function address(uid) {
    const end = Date.now() + OPERATION_MS;
    for (;;) {
      // Not found until the operation has been taken up.
      const detail = await get(`/instances/${uid}`).catch(() => undefined);
      const found = detail?.status.endpoints.find(({ role }) => role === 'rw');
      if (found) return { detail, port: found.port };
      if (Date.now() > end) throw new Error(`${uid} got no address`);
      await pause(LOOK_MS);
    }
  }

  return {
    get,
    succeeded,
    address,
    local: path.join(folder, 'local'),
    child: running.child,
    tail: running.tail,
    post: (pathname, body) => ask('POST', pathname, body),
    /** Asks for a database of one member; returns as soon as that is accepted. */
    request: (instance, engine, version) =>
      ask('POST', '/instances', {
        name: instance,
        tenant: TENANT,
        engine,
        version,
        location: 'local',
        topology: 'single',
        resources: { cpuMillis: 500, memoryMib: 512, storageMib: 1024 },
        environment: 'test',
      }),
    /** Deletes a database, and waits until it is gone. */
    remove: async (uid, instance) => {
      const { id } = await ask('POST', `/instances/${uid}/operations`, {
        kind: 'delete',
        input: { confirm: instance, despiteDependants: true },
      });
      await succeeded(id);
    },
    /** Where a user's own login leads to. */
    login: async (uid, detail) => {
      const { spec } = (detail ?? (await get(`/instances/${uid}`))).record;
      const [user] = spec.users;
      const revealed = await ask(
        'POST',
        `/instances/${uid}/secrets/${user?.name ?? 'app'}/reveal`,
      );
      return { ...revealed, database: spec.databases[0] };
    },
    stop: () => context.stop([running.child], 'SIGTERM'),
  };
}
