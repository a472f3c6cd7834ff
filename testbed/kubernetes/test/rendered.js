// @ts-check
'use strict';

const path = require('node:path');

const PLUGINS = path.resolve(__dirname, '../../../plugins');
const ENGINE = path.join(PLUGINS, 'dbaas-backend-module-postgresql/src');
const MARIADB = path.join(
  PLUGINS,
  'dbaas-backend-module-mysql/src/engines/mariadb/bindings/mariadb-operator',
);

/**
 * The binding under test and its fixtures. By variable paths: they are
 * TypeScript, which Jest reads and the launcher's type check does not.
 * @returns {{ binding: any, context: any, renderCluster: any, specOf: (change?: object) => any }}
 */
function load() {
  const folder = path.join(
    ENGINE,
    'engines/postgresql/bindings/cloudnative-pg',
  );
  return {
    binding: require(folder).cloudnativePgBinding,
    renderCluster: require(path.join(folder, 'render')).renderCluster,
    context: require(path.join(folder, 'fixtures/evidence')).CONTEXT,
    specOf: require(path.join(ENGINE, '__testUtils__/shapes')).specOf,
  };
}

const ON_KUBERNETES = { platform: 'kubernetes', controller: 'cloudnative-pg' };

/** What each topology asks for at least, and what it can ask for. */
function specs() {
  const { specOf } = load();
  return [
    { title: 'a single server', spec: specOf(ON_KUBERNETES) },
    {
      title: 'a single server with TLS alone, of version 17',
      spec: specOf({ ...ON_KUBERNETES, version: '17', tls: true }),
    },
    {
      title: 'three members',
      spec: specOf({ ...ON_KUBERNETES, topology: 'replication', members: 3 }),
    },
    {
      title: 'five members with TLS alone and parameters',
      spec: specOf({
        ...ON_KUBERNETES,
        topology: 'replication',
        members: 5,
        tls: true,
        parameters: { max_connections: 300, log_lock_waits: false },
      }),
    },
  ];
}

/** The same of MariaDB under mariadb-operator. */
function loadMariadb() {
  const { CONTEXT, specOf } = require(path.join(MARIADB, 'fixtures/evidence'));
  return {
    binding: require(MARIADB).mariadbOperatorBinding,
    renderSeed: require(path.join(MARIADB, 'render')).renderSeed,
    context: CONTEXT,
    specOf,
  };
}

function mariadbSpecs() {
  const { specOf } = loadMariadb();
  const three = { topology: 'replication', members: 3 };
  return [
    { title: 'a single server', spec: specOf() },
    {
      title: 'a single server with TLS alone, of version 11.4',
      spec: specOf({ version: '11.4', tls: true }),
    },
    { title: 'three members', spec: specOf(three) },
    {
      title: 'three members that stand still',
      spec: specOf({ ...three, running: false }),
    },
    {
      title: 'four members with TLS alone and parameters',
      spec: specOf({
        ...three,
        members: 4,
        tls: true,
        parameters: { max_connections: 300, slow_query_log: true },
      }),
    },
  ];
}

/**
 * What of `wanted` is not in `kept`: what the server dropped or changed.
 * @param {any} wanted @param {any} kept @param {string} [at]
 * @returns {string[]}
 */
function lost(wanted, kept, at = '') {
  if (Array.isArray(wanted))
    return wanted.flatMap((each, index) =>
      lost(each, kept?.[index], `${at}[${index}]`),
    );
  if (typeof wanted === 'object' && wanted !== null)
    return Object.entries(wanted).flatMap(([key, value]) =>
      lost(value, kept?.[key], `${at}.${key}`),
    );
  return wanted === kept
    ? []
    : [`${at}: ${JSON.stringify(wanted)} became ${JSON.stringify(kept)}`];
}

module.exports = { load, specs, loadMariadb, mariadbSpecs, lost };
