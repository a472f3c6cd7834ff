import { ConnectSnippet } from '@dbaas-portal/plugin-dbaas-common';

/**
 * How clients connect. Left alone, libpq and JDBC go on without TLS where it
 * fails, and node-postgres does not try it at all: they have to be told. The
 * certificates are the platform's own, so that clients do not check by whom
 * they are signed.
 */
function snippets(tls: boolean): ConnectSnippet[] {
  const id = (client: string) => (tls ? `${client}-tls` : client);
  const query = tls ? '?sslmode=require' : '';
  return [
    {
      id: id('psql'),
      label: 'psql',
      language: 'bash',
      template: `PGPASSWORD="{password}" psql "host={host} port={port} user={user} dbname={database}${
        tls ? ' sslmode=require' : ''
      }"`,
      tls,
    },
    {
      id: id('uri'),
      label: 'URI',
      language: 'bash',
      template: `postgresql://{user}:{password}@{host}:{port}/{database}${query}`,
      tls,
    },
    {
      id: id('jdbc'),
      label: 'JDBC',
      language: 'java',
      template: `DriverManager.getConnection("jdbc:postgresql://{host}:{port}/{database}${query}", "{user}", System.getenv("{password}"));`,
      tls,
    },
    {
      id: id('node'),
      label: 'Node.js',
      language: 'javascript',
      template: `const client = new pg.Client({ host: '{host}', port: {port}, user: '{user}', database: '{database}', password: process.env['{password}']${
        tls ? ', ssl: { rejectUnauthorized: false }' : ''
      } });`,
      tls,
    },
    {
      id: id('env'),
      label: 'Environment',
      language: 'bash',
      template: `PGHOST={host}\nPGPORT={port}\nPGUSER={user}\nPGPASSWORD={password}\nPGDATABASE={database}${
        tls ? '\nPGSSLMODE=require' : ''
      }`,
      tls,
    },
  ];
}

export const CONNECT = [...snippets(false), ...snippets(true)];
