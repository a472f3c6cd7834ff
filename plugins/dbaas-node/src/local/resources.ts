import { MemberResources } from '@dbaas-portal/plugin-dbaas-common';
import { InventoryQuery } from '../contracts';

/** The id of the platform of child processes. @public */
export const PLATFORM_LOCAL = 'local';

/**
 * A program that the local platform looks for: in the configured folders,
 * in `folders`, then on PATH and where distributions put servers.
 *
 * A finding's `facts` are `{ folder, programs: {name: absolute path},
 * provider }`, its version what `pattern` captured.
 *
 * @public
 */
export type ProgramQuery = InventoryQuery & {
  /** The program whose version counts, e.g. `postgres`. */
  program: string;
  versionArgs: string[];
  /** Regular expression; its first group is the version. */
  pattern: string;
  /** Must stand in the same folder, or one of `siblings` of it. */
  required: string[];
  optional: string[];
  /** Further folders to look into, e.g. of an npm package; absolute. */
  folders: string[];
  /** Where distributions put it; `*` matches one path segment. */
  systemFolders: string[];
  /** Folder names beside `bin` where related programs may stand, e.g. `sbin`. */
  siblings?: string[];
};

/**
 * A file that the platform writes into the member's folder before it starts.
 * Content may hold tokens (see {@link LocalMemberSpec}).
 *
 * @public
 */
export type LocalFile = {
  /** Relative to the member's folder; no `..`. */
  path: string;
  content: string;
};

/**
 * A program that runs to its end, in the member's folder.
 *
 * @public
 */
export type LocalCommand = {
  id: string;
  program: string;
  args: string[];
  env?: Record<string, string>;
  timeoutSeconds: number;
};

/**
 * A server process. `args`, `env` and files may hold tokens, which the
 * platform fills in when it starts the process and never stores filled:
 * - `${dir}`: the member's folder, `${data}`: its data folder
 * - `${port:NAME}`: a port of this member, `${port:MEMBER/NAME}`: of another
 *   member of the instance
 * - `${secret:NAME.username}`, `${secret:NAME.password}`: only in files
 *
 * @public
 */
export type LocalMemberSpec = {
  incarnation: string;
  program: string;
  args: string[];
  env: Record<string, string>;
  /** Names of ports to reserve; `main` is what clients use. */
  ports: string[];
  files: LocalFile[];
  /**
   * A certificate that the platform makes for this member before its files
   * are written: `${dir}/tls/server.crt`, `server.key` (mode 0600) and
   * `ca.crt`, signed by the location's own authority. `localhost` and
   * `127.0.0.1` are always in it; `names` are further host names.
   */
  certificate?: { names: string[] };
  /** Run once, in order, before the first start. A failure fails the step. */
  init: LocalCommand[];
  stop: { signal: 'SIGTERM' | 'SIGINT' | 'SIGQUIT'; timeoutSeconds: number };
  resources: MemberResources;
  running: boolean;
};

/**
 * What the supervisor sees of the process.
 *
 * @public
 */
export type LocalMemberStatus = {
  state: 'stopped' | 'starting' | 'running' | 'back-off' | 'failed';
  pid?: number;
  ports: Record<string, number>;
  /** Since when the process runs; RFC 3339. */
  startedAt?: string;
  /** Whether the `main` port takes connections. */
  listening: boolean;
  restarts: number;
  memoryMib?: number;
  storageMib?: number;
  /** The last lines of the log after an unexpected end, secrets removed. */
  lastExit?: { at: string; code?: number; signal?: string; log: string };
};

/** @public */
export type LocalMember = {
  kind: 'LocalMember';
  metadata: { name: string };
  spec: LocalMemberSpec;
  status?: LocalMemberStatus;
};

/**
 * A stable address: a small forwarder process that keeps its port while its
 * target changes. Connections to the old target end when it does.
 *
 * @public
 */
export type LocalAddress = {
  kind: 'LocalAddress';
  metadata: { name: 'rw' | 'ro' };
  spec: {
    incarnation: string;
    /** Members whose `main` port it forwards to; several: in turn. */
    targets: string[];
    running: boolean;
  };
  status?: { pid?: number; port: number; listening: boolean };
};

/** @public */
export type LocalResource = LocalMember | LocalAddress;
