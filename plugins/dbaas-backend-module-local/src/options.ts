import { LoggerService } from '@backstage/backend-plugin-api';

/**
 * How the local platform runs.
 *
 * @public
 */
export type LocalPlatformOptions = {
  /** The folder that holds everything; it belongs to this platform alone. */
  root: string;
  /** The id of the one location; `local` if absent. */
  location?: string;
  /** Whom the servers run as when the backend is root. */
  user?: string;
  /** Folders with servers, looked into before all others. */
  binaries?: string[];
  /** Where members and addresses listen, both inclusive. */
  ports?: { from: number; to: number };
  /** The most memory that one member may ask for. */
  maxMemberMemoryMib?: number;
  /** New members are refused when less is free on the disk. */
  minimumFreeDiskMib?: number;
  /**
   * Asked by `stop`: end all processes, or leave them to the next backend
   * because this one only reloads.
   */
  onStop?: () => 'end' | 'leave';
  logger?: Pick<LoggerService, 'info' | 'warn' | 'error' | 'debug'>;
};

/** The options with every default filled in. */
export type LocalSettings = Required<Omit<LocalPlatformOptions, 'user'>> &
  Pick<LocalPlatformOptions, 'user'>;

const silent: LocalSettings['logger'] = {
  info() {},
  warn() {},
  error() {},
  debug() {},
};

export function settingsOf(options: LocalPlatformOptions): LocalSettings {
  return {
    root: options.root,
    location: options.location ?? 'local',
    user: options.user,
    binaries: options.binaries ?? [],
    ports: options.ports ?? { from: 21000, to: 21999 },
    maxMemberMemoryMib: options.maxMemberMemoryMib ?? 8192,
    minimumFreeDiskMib: options.minimumFreeDiskMib ?? 1024,
    onStop: options.onStop ?? (() => 'end' as const),
    logger: options.logger ?? silent,
  };
}
