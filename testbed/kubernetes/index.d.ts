/** What a test asks for. */
export type ClusterOptions = {
  /**
   * `api` (the default): etcd, API server, controller manager and scheduler on
   * loopback; no root. `pods`: nodes on which pods run; root on Linux.
   */
  level?: 'api' | 'pods';
  /** How many nodes, at level `pods`; one. */
  nodes?: number;
  /** Files of definitions that must be served before the test begins. */
  definitions?: string[];
};

/** A program of the cluster. */
export type Program = {
  readonly name: string;
  readonly pid: number | undefined;
  readonly isRunning: boolean;
  /** The file of its output. */
  readonly log: string;
  start(): void;
  /** To its whole group, without waiting. */
  kill(signal: NodeJS.Signals): void;
  /** Ends it and waits for that; SIGKILL is an accident, SIGTERM (the default) a farewell. */
  stop(options?: { signal?: NodeJS.Signals }): Promise<void>;
};

/** A running cluster. */
export type Cluster = {
  readonly level: 'api' | 'pods';
  /** The file by which an administrator reaches it. */
  readonly kubeconfig: string;
  readonly server: string;
  /** Everything of this cluster; the logs are in `logs`. */
  readonly folder: string;
  /** From the call of `startCluster` until it could be used. */
  readonly readyMs: number;
  /** `etcd`, `kube-apiserver`, `kube-controller-manager`, `kube-scheduler`; with pods `coredns`, `kubelet-1`, `containerd-1` … */
  readonly programs: Record<string, Program>;
  /** Waits until the API server serves, after a test has started it again. */
  ready(): Promise<void>;
  /** Runs kubectl and answers what it said. */
  kubectl(
    args: string[],
    options?: { timeoutMs?: number; kubeconfig?: string },
  ): Promise<string>;
  /** Server-side apply of objects, or of files. */
  apply(
    what: object[] | string[],
    options?: { namespace?: string; dryRun?: boolean; timeoutMs?: number },
  ): Promise<string>;
  /** Applies files of definitions and waits until they are served. */
  applyDefinitions(files: string[]): Promise<void>;
  /** A kubeconfig of somebody else, by a client certificate. */
  kubeconfigFor(user: string, groups?: string[]): Promise<string>;
  /** Level `pods`: brings the archive of an image to every node. */
  importImage(archive: string): Promise<void>;
  /** Level `pods`: gives an image that the nodes have another name. */
  tagImage(from: string, to: string): Promise<void>;
  /** Level `pods`: ends every process of a node at once. */
  destroyNode(name: string): Promise<void>;
  /** Ends everything and removes the folder; `keep` leaves it, with the logs. */
  stop(options?: { keep?: boolean }): Promise<void>;
};

/**
 * What is missing before a cluster can start, as the rest of a sentence that
 * begins with “needs”; undefined when it can. A test puts it into its title.
 */
export function obstacle(
  level: 'api' | 'pods',
  programs?: string[],
): string | undefined;

/** Starts a cluster. Builds nothing: `cli.js build` does that. */
export function startCluster(options?: ClusterOptions): Promise<Cluster>;

/** The files of an operator's own definitions, that `cli.js build` brought. */
export function definitionsOf(operator: string): string[];

/**
 * What is missing before CloudNativePG's definitions can be served (`api`), or
 * it can run itself and make databases (`pods`); as `obstacle` says it.
 */
export function cloudNativePgObstacle(
  level: 'api' | 'pods',
): string | undefined;

/** Level `pods`: installs CloudNativePG itself. `images`: names under which PostgreSQL will be asked for. */
export function installCloudNativePg(
  cluster: Cluster,
  options?: { images?: string[] },
): Promise<void>;

/** What is missing before mariadb-operator's definitions can be served, or it can run. */
export function mariadbOperatorObstacle(
  level: 'api' | 'pods',
): string | undefined;

/** Level `pods`: installs mariadb-operator itself. `images`: names under which MariaDB will be asked for. */
export function installMariadbOperator(
  cluster: Cluster,
  options?: { images?: string[] },
): Promise<void>;

/** The storage class whose volumes are made, grown and removed at level `pods`. */
export const STORAGE_CLASS: string;
