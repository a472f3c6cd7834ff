import {
  EngineDescriptor,
  InstanceSpec,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  LocalCommand,
  LocalFile,
  ProgramQuery,
  ReadLine,
} from '@dbaas-portal/plugin-dbaas-node';

/** Paths of the programs of one build, by name. */
export type Programs = Record<string, string>;

/** What tells the engines of the family apart where they run as processes. */
export type ProcessesKind = {
  descriptor: EngineDescriptor;
  query: ProgramQuery;
  /** The id of the descriptor's version that a build is. */
  versionOf(found: string): string;
  /** What distributions call what brings the server. */
  package: string;
  /** The server itself, one of the query's programs. */
  server: string;
  /** Makes the data folder and runs `${dir}/setup.sql` in it. */
  init(programs: Programs): LocalCommand;
  /**
   * The statements of `setup.sql`, one a line, around those that make the
   * portal's logins: nobody else is left who can log in.
   */
  setup: { before: string[]; after: string[] };
  /** Lines of `server.cnf` that are this engine's own. */
  options: string[];
  /** What the login may do with which members get data from each other. */
  replicationRights: string;
  /** Whether a new replica can take over the data of the primary. */
  copies: boolean;
  /** Lines of `server.cnf` of a member of a group, where there are groups. */
  groupOptions?(membership: GroupMembership): string[];
  /** Takes a line of its log apart. */
  readLine(line: string): ReadLine;
  /** Further files of each member. */
  files: LocalFile[];
};

/** What a member must know of its group before it starts. */
export type GroupMembership = {
  /** A UUID: the same for all members, and for no other group. */
  name: string;
  members: string[];
  /** Whether they speak to each other encrypted. */
  tls: boolean;
  /** Whether it looks for the others as soon as it starts. */
  onBoot: boolean;
};

/** Topologies of the family. */
export const SINGLE = 'single';
export const REPLICATION = 'replication';
export const GROUP = 'group-replication';

/** Whether the members elect their primary by themselves. */
export function isGroup(spec: InstanceSpec): boolean {
  return spec.topology === GROUP;
}
