import { ConnectSnippet, Endpoint } from '@dbaas-portal/plugin-dbaas-common';

/** Stands for the password until the person asks to see it. */
export const PASSWORD_VARIABLE = '$DB_PASSWORD';

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
  return snippet.template.replace(
    /\{(host|port|user|database|tls|password)\}/g,
    (_, name: string) => replacements[name],
  );
}
