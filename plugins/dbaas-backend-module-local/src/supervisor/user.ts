import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { LocalError } from '../LocalError';

const run = promisify(execFile);

/** Whom servers run as, where it is not the backend's own user. */
export type ServerUser = { name: string; uid: number; gid: number };

// Not `postgres` or `mysql`: those own the servers that the distribution
// itself runs on this machine.
const CANDIDATES = ['dbaas', 'nobody', 'daemon'];

async function lookUp(name: string): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async flag =>
        Number((await run('id', [flag, '--', name], { timeout: 5000 })).stdout),
      ),
    );
    return uid > 0 && gid > 0 ? { name, uid, gid } : undefined;
  } catch {
    return undefined; // There is no such user here.
  }
}

/**
 * The user that servers are dropped to: nobody else's when the backend is an
 * ordinary user already. Servers never run as root.
 */
export async function findServerUser(
  wanted: string | undefined,
): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  for (const name of wanted ? [wanted] : CANDIDATES) {
    const user = await lookUp(name);
    if (user) {
      return user;
    }
  }
  throw noUser(wanted);
}

function noUser(wanted: string | undefined): LocalError {
  const names = wanted ?? CANDIDATES.join(', ');
  return new LocalError(
    'no-user-to-drop-to',
    {
      en: `The backend runs as root and none of these users exists to run servers as: ${names}`,
      zh: `后端以 root 身份运行,但不存在可用于运行服务器的用户:${names}`,
    },
    {
      params: { users: names },
      cure: {
        en: 'Start the backend as an ordinary user, or set dbaas.local.user',
        zh: '请以普通用户启动后端,或设置 dbaas.local.user',
      },
    },
  );
}
