// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { cache } = require('../build');
const { must, writeImage } = require('../images');
const { bootstrap, renumber, thin } = require('./debian');

/**
 * MariaDB as mariadb-operator wants it in an image, made of Debian's packages.
 */

/** The user and group that the operator runs the server as. */
const MYSQL = '999';
const SUITE = 'trixie';
const VERSION = '11.8';
/** The operator reads the server's version from the tag. */
const NAME = `testbed.dbaas-portal.io/mariadb:${VERSION}`;

/**
 * What begins the container: makes the data once, with one account, then
 * becomes the server. The operator gives the password and where it may come from.
 */
const ENTRYPOINT = `#!/bin/bash
set -eo pipefail
data=/var/lib/mysql
if [ "\${1:0:1}" = '-' ] || [ $# -eq 0 ]; then set -- mariadbd "$@"; fi
if [ "$1" = mariadbd ] && [ ! -d "$data/mysql" ]; then
  mariadb-install-db --datadir="$data" --skip-test-db \\
    --auth-root-authentication-method=normal >/dev/null
  password=$(printf '%s' "$MARIADB_ROOT_PASSWORD" | sed -e 's/[\\\\'"'"']/\\\\&/g')
  host=\${MARIADB_ROOT_HOST:-%}
  mariadbd --no-defaults --datadir="$data" --bootstrap <<SQL
FLUSH PRIVILEGES;
DELETE FROM mysql.global_priv WHERE NOT (User = 'mariadb.sys' OR (User = 'root' AND Host = 'localhost'));
DELETE FROM mysql.proxies_priv;
FLUSH PRIVILEGES;
ALTER USER 'root'@'localhost' IDENTIFIED BY '$password';
CREATE USER IF NOT EXISTS 'root'@'$host' IDENTIFIED BY '$password';
GRANT ALL ON *.* TO 'root'@'$host' WITH GRANT OPTION;
FLUSH PRIVILEGES;
SQL
fi
exec "$@"
`;

const file = () =>
  path.join(cache(), 'images', `mariadb-${VERSION}-${SUITE}.tar`);

/** @param {string} root */
async function furnish(root) {
  await renumber(root, 'mysql', MYSQL);
  thin(root, ['var/lib/mysql']);
  fs.rmSync(path.join(root, 'etc/mysql/mariadb.conf.d/50-server.cnf'), {
    force: true,
  });
  const entrypoint = path.join(root, 'usr/local/bin/docker-entrypoint.sh');
  fs.writeFileSync(entrypoint, ENTRYPOINT, { mode: 0o755 });
  for (const folder of ['var/lib/mysql', 'run/mysqld']) {
    const at = path.join(root, folder);
    fs.mkdirSync(at, { recursive: true });
    await must('chown', [`${MYSQL}:${MYSQL}`, at]);
  }
}

/**
 * Makes the archive once: about a minute, 400 MB.
 * @returns {Promise<string>}
 */
async function mariadbImage() {
  const target = file();
  if (fs.existsSync(target)) return target;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const root = `${target}.${process.pid}.root`;
  try {
    await bootstrap({
      root,
      suite: SUITE,
      packages: ['mariadb-server', 'mariadb-backup', 'ca-certificates'],
    });
    await furnish(root);
    return await writeImage({
      file: target,
      root,
      names: [NAME],
      config: {
        Entrypoint: ['/usr/local/bin/docker-entrypoint.sh'],
        Cmd: ['mariadbd'],
        User: MYSQL,
        Env: [
          'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
          'LANG=C.UTF-8',
        ],
      },
    });
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

const hasMariadbImage = () => fs.existsSync(file());

module.exports = { mariadbImage, hasMariadbImage, NAME, VERSION };
