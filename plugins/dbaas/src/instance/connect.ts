import { ConnectSnippet, Endpoint } from '@dbaas-portal/plugin-dbaas-common';

const VARIABLE = 'DB_PASSWORD';

/** Stands for the password until the person asks to see it. */
export const PASSWORD_VARIABLE = `$${VARIABLE}`;

/** Where a program reads its environment, the placeholder stands for the variable's name. */
const ENVIRONMENT =
  /((?:process\.env|os\.environ)\[|getenv\()(['"])\{password\}\2/g;

const ORDER: Record<Endpoint['role'], number> = { rw: 0, ro: 1, member: 2 };

/**
 * First what programs should use. A member's own address serves those who look
 * into that member: its role moves away with a switchover.
 */
export function inOrder(endpoints: Endpoint[]): Endpoint[] {
  return [...endpoints].sort((one, two) => ORDER[one.role] - ORDER[two.role]);
}

/** Whether a snippet serves an endpoint: some do with TLS only, or without. */
export function fitsEndpoint(
  snippet: Pick<ConnectSnippet, 'tls'>,
  endpoint: Pick<Endpoint, 'tls'>,
): boolean {
  return snippet.tls === undefined || snippet.tls === endpoint.tls;
}

/** Fills the template of a snippet in. */
export function fillSnippet(
  snippet: Pick<ConnectSnippet, 'template'>,
  values: {
    endpoint: Endpoint;
    user: string;
    database: string;
    password?: string;
  },
): string {
  const { endpoint, user, database, password } = values;
  const replacements: Record<string, string> = {
    host: endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host,
    port: String(endpoint.port),
    user,
    database,
    tls: String(endpoint.tls),
    password: password ?? PASSWORD_VARIABLE,
  };
  return snippet.template
    .replace(ENVIRONMENT, `$1$2${VARIABLE}$2`)
    .replace(
      /\{(host|port|user|database|tls|password)\}/g,
      (_, name: string) => replacements[name],
    );
}
