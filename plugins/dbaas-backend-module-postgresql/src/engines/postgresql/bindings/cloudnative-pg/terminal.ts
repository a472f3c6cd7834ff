import { InstanceSpec, TerminalKind } from '@dbaas-portal/plugin-dbaas-common';
import {
  KubernetesResource,
  Observed,
  TerminalTarget,
} from '@dbaas-portal/plugin-dbaas-node';
import { MAINTENANCE_DATABASE } from '../../../../protocol';
import { seenIn } from './evidence';

/** The container of the server, beside those that somebody may inject. */
const CONTAINER = 'postgres';
/** The image's own user is the server's, and the socket lets it in. */
const SUPERUSER = 'postgres';
/** What `exec` starts inherits no terminal's type, and there is no shell yet. */
const WITH_TERM = ['env', 'TERM=xterm-256color', 'LANG=C.UTF-8'];

/** A shell that cannot be started ends a script: it is looked for before. */
const BEST_SHELL =
  'if command -v bash >/dev/null 2>&1; then exec bash; else exec sh; fi';

export const TERMINALS: TerminalKind[] = [
  { id: 'shell', name: { en: 'Shell', zh: 'Shell' } },
  { id: 'client', name: { en: 'psql (superuser)', zh: 'psql(超级用户)' } },
];

function commandOf(spec: InstanceSpec, kind: string): string[] | undefined {
  switch (kind) {
    case 'shell':
      return [...WITH_TERM, 'sh', '-c', BEST_SHELL];
    case 'client':
      return [
        ...WITH_TERM,
        'psql',
        `--username=${SUPERUSER}`,
        `--dbname=${spec.databases[0] ?? MAINTENANCE_DATABASE}`,
      ];
    default:
      return undefined;
  }
}

export function terminal(
  spec: InstanceSpec,
  resources: Observed<KubernetesResource>[],
  { member, kind }: { member: string; kind: string },
): TerminalTarget | undefined {
  const pod = seenIn(resources).pods.find(({ name }) => name === member);
  const command = commandOf(spec, kind);
  return pod && command
    ? { resource: pod.name, container: CONTAINER, command }
    : undefined;
}
