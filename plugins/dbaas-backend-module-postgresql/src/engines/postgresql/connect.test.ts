import { postgresql } from './descriptor';

const shown = (tls: boolean) =>
  postgresql.connect.filter(snippet => snippet.tls === tls);

describe('how clients connect to PostgreSQL', () => {
  it('is told for the same clients with TLS and without', () => {
    const labels = ['psql', 'URI', 'JDBC', 'Node.js', 'Environment'];
    expect(shown(false).map(snippet => snippet.label)).toEqual(labels);
    expect(shown(true).map(snippet => snippet.label)).toEqual(labels);
    const ids = postgresql.connect.map(snippet => snippet.id);
    expect(new Set(ids).size).toBe(2 * labels.length);
  });

  it('insists on TLS where there is some, and only there', () => {
    const insists = /sslmode=require|PGSSLMODE=require|ssl: \{/;
    for (const { template } of shown(true)) {
      expect(template).toMatch(insists);
    }
    for (const { template } of shown(false)) {
      expect(template).not.toMatch(insists);
    }
  });

  it('has the password in each, as something to be filled in', () => {
    for (const { template } of postgresql.connect) {
      expect(template).toContain('{password}');
    }
  });
});
