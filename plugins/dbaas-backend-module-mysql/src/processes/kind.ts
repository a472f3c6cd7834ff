import { EngineDescriptor } from '@dbaas-portal/plugin-dbaas-common';
import {
  LocalCommand,
  LocalFile,
  ProgramQuery,
} from '@dbaas-portal/plugin-dbaas-node';

/** Paths of the programs of one build, by name. */
export type Programs = Record<string, string>;

/** What tells the engines of the family apart where they run as processes. */
export type ProcessesKind = {
  descriptor: EngineDescriptor;
  query: ProgramQuery;
  /** The id of the descriptor's version that a build is. */
  versionOf(found: string): string;
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
  /** Further files of each member. */
  files: LocalFile[];
};

/** Topologies of the family: one member, or a primary and its replicas. */
export const SINGLE = 'single';
export const REPLICATION = 'replication';
