import { JsonObject, JsonValue } from '@backstage/types';
import { PathSegment } from '@dbaas-portal/plugin-dbaas-node';
import { redact, redactField } from './redact';

const SECRET = 'hunter2';

const pem = [
  '-----BEGIN RSA PRIVATE KEY-----',
  SECRET,
  '-----END RSA PRIVATE KEY-----',
].join('\n');

describe('what looks like a secret', () => {
  it.each<[string, JsonObject]>([
    ['a field named after it', { spec: { adminPassword: SECRET } }],
    ['a field with dashes', { data: { 'api-key': SECRET } }],
    [
      'a variable of the environment',
      { env: [{ name: 'PGPASSWORD', value: SECRET }] },
    ],
    ['an environment by name', { env: { MYSQL_PWD: SECRET } }],
    ['an argument', { args: [`--password=${SECRET}`] }],
    ['the argument after it', { args: ['--token', SECRET] }],
    ['a URL', { url: `postgres://app:${SECRET}@db:5432/app` }],
    ['a connection string', { text: `host=db password='${SECRET}' user=app` }],
    ['JSON in a text', { text: `{"password": "${SECRET}"}` }],
    ['a configuration file', { content: `port 1\nrequirepass ${SECRET}\n` }],
    ['a private key', { text: pem }],
    [
      'what repeats the object',
      {
        metadata: {
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': SECRET,
          },
          managedFields: [{ manager: SECRET }],
        },
      },
    ],
  ])('is not shown: %s', (_, object) => {
    expect(JSON.stringify(redact(object))).not.toContain(SECRET);
  });

  it.each<[string, JsonObject]>([
    ['names of secrets', { superuserSecret: { name: 'orders-dbaas-admin' } }],
    ['keys of secrets', { valueFrom: { secretKeyRef: { key: 'password' } } }],
    [
      'what is to be filled in',
      { content: 'requirepass ${secret:a.password}' },
    ],
    ['how passwords are kept', { password_encryption: 'scram-sha-256' }],
    ['a switch', { automountServiceAccountToken: true }],
    [
      'an ordinary URL',
      { image: 'registry.example:5000/postgres:17@sha256:1' },
    ],
    ['variables', { env: [{ name: 'PGDATA', value: '/data' }] }],
    ['what is nothing', { a: null, b: [], c: {} }],
  ])('is not seen in %s', (_, object) => {
    expect(redact(object)).toEqual(object);
  });

  const hidden = (path: PathSegment[], is: JsonValue) =>
    redactField({ path, is, wanted: 'other' });

  it('is not shown in a difference, but that there is one is', () => {
    expect(hidden(['spec', 'adminPassword'], SECRET)).toEqual({
      path: ['spec', 'adminPassword'],
      is: '***',
      wanted: '***',
    });
    const variable: PathSegment = { key: 'name', value: 'PGPASSWORD' };
    expect(hidden(['env', variable, 'value'], SECRET).is).toBe('***');
    expect(
      JSON.stringify(hidden(['env'], [{ name: 'DB_TOKEN', value: SECRET }])),
    ).not.toContain(SECRET);
    expect(hidden(['spec', 'instances'], 3)).toMatchObject({ is: 3 });
    expect(redactField({ path: ['a'], wanted: 1 })).toEqual({
      path: ['a'],
      wanted: 1,
    });
  });

  it('costs little, whatever somebody wrote', () => {
    const began = Date.now();
    redact({
      a: 'a'.repeat(2_000_000),
      b: '-----BEGIN PRIVATE KEY-----'.repeat(50_000),
      c: 'password'.repeat(100_000),
      d: 'x://'.repeat(200_000),
    });
    expect(Date.now() - began).toBeLessThan(20_000);
  });
});
