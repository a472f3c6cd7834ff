import {
  Binding,
  BindingContext,
  CONTRACT_VERSION,
  LocalResource,
  PLATFORM_LOCAL,
  ProgramQuery,
} from '@dbaas-portal/plugin-dbaas-node';
import { POSTGRESQL } from '../../descriptor';
import { detect, nodeFor, nodeQuery, serverQuery, tlsQuery } from './detect';
import { facets, footprint } from './facets';
import { arrange, currentPrimary, membersIn } from './layout';
import { readLine } from './logs';
import { MemberTool, MemberToolSources } from './memberTool';
import { observe, probes } from './observe';
import { next } from './recipes';
import { renderLayout } from './render';

/** What the binding is told about the machine it was installed on. */
export type ProcessesOptions = {
  /** Folders with servers that came with npm packages. */
  folders: string[];
  /** The folder of the Node.js that the backend runs on. */
  nodeFolder: string;
  tool: MemberToolSources;
};

/** PostgreSQL as child processes of the local platform. */
export function createProcessesBinding(
  options: ProcessesOptions,
): Binding<LocalResource, ProgramQuery> {
  const toolFor = (context: BindingContext) =>
    new MemberTool(options.tool, nodeFor(context));
  return {
    contractVersion: CONTRACT_VERSION,
    engine: POSTGRESQL,
    platform: PLATFORM_LOCAL,
    controller: 'processes',
    queries: [
      serverQuery(options.folders),
      tlsQuery(options.folders),
      nodeQuery(options.nodeFolder),
    ],
    watches: ['LocalMember', 'LocalAddress'],
    access: [],
    detect,
    // Local resources are kept by instance; none comes without its record.
    identify: () => undefined,
    read: () => undefined,
    render: (spec, context) =>
      renderLayout(spec, arrange(spec, [], 'pg-1'), toolFor(context), context),
    wanted: (spec, evidence, context) => {
      const resources = evidence.resources.map(r => r.resource);
      const primary = currentPrimary(
        resources,
        observe(spec, evidence, context),
      );
      return renderLayout(
        spec,
        arrange(spec, membersIn(resources), primary),
        toolFor(context),
        context,
      );
    },
    observe,
    probes,
    logs: { read: readLine },
    facets,
    next: input => next(input, toolFor(input.context)),
    footprint,
  };
}
