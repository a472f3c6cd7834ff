// @ts-check
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { serversCache } = require('../../tools/launcher/places');
const { which } = require('../../tools/launcher/techdocs');
const { start, stop } = require('../../tools/launcher/processes');
const { find } = require('./catalogue');

/**
 * Builds programs from Go modules, once, into a folder outside of the tree:
 * `kubernetes/<module>-<version>/bin/<program>`, beside it `<program>.json` with
 * what it was built from and its checksum. Go itself checks the sources against
 * the go.sum of `programs/`.
 */

/** A cold build of the API server alone takes ten minutes on two busy cores. */
const BUILD_LIMIT_MS = 45 * 60_000;

/** A neighbour of the servers' cache: the local platform offers every program of that one to databases. */
const cache = () => path.join(path.dirname(serversCache()), 'kubernetes');

/** @param {string | Buffer} data */
const sha256 = data => crypto.createHash('sha256').update(data).digest('hex');

/** @param {string} file */
async function sha256OfFile(file) {
  const hash = crypto.createHash('sha256');
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

/** @param {import('./catalogue').Module} module */
const sourceOf = module => path.join(__dirname, 'programs', module.name);

/** What a program is built from: another go.sum or another flag is another program. @param {string} name */
function inputsOf(name) {
  const { module, program } = find(name);
  const folder = sourceOf(module);
  const files = fs
    .readdirSync(folder)
    .filter(each => /^go\.(mod|sum)$|^main\.go$/.test(each))
    .sort()
    .map(each => sha256(fs.readFileSync(path.join(folder, each))));
  return sha256(
    JSON.stringify([program.package, module.flags ?? [], os.arch(), files]),
  );
}

/** @param {string} name where a program of ours is, or will be */
function ownFile(name) {
  const { module } = find(name);
  return path.join(cache(), `${module.name}-${module.version}`, 'bin', name);
}

/** @param {string} name @returns {{ inputs: string, sha256: string, bytes: number, seconds: number, go: string } | undefined} */
function recordOf(name) {
  try {
    return JSON.parse(fs.readFileSync(`${ownFile(name)}.json`, 'utf8'));
  } catch {
    // Not built, or a build that was cut off.
    return undefined;
  }
}

/**
 * The file of a program that can be run now: one's own of `KUBEBUILDER_ASSETS`
 * (the folder by which the tests of operators are told), else the one that was built.
 * @param {string} name
 */
function programFile(name) {
  const assets = process.env.KUBEBUILDER_ASSETS;
  const given = assets ? path.join(assets, name) : undefined;
  if (given && fs.existsSync(given)) return given;
  const file = ownFile(name);
  const record = recordOf(name);
  return record?.inputs === inputsOf(name) &&
    fs.existsSync(file) &&
    fs.statSync(file).size === record.bytes
    ? file
    : undefined;
}

/** @param {string} output of Go @param {string} name */
function whyNot(output, name) {
  const said = output.trim().split('\n').slice(-8).join('\n');
  if (
    /dial tcp|no such host|i\/o timeout|proxyconnect|TLS handshake/.test(said)
  )
    return `Go cannot reach its module proxy to build ${name} ("go env GOPROXY" names it):\n${said}`;
  if (/no space left/.test(said))
    return `the disk is full: building ${name} needs about 6 GB in Go's caches`;
  return `go build ${name}:\n${said}`;
}

/**
 * Builds a program if it is not there.
 * @param {string} name
 * @param {{ log?: string }} [options]
 * @returns {Promise<{ file: string, built: boolean }>}
 */
async function build(name, options = {}) {
  const here = programFile(name);
  if (here) return { file: here, built: false };
  const go = which('go');
  if (!go)
    throw new Error(`${name} is not built and there is no Go to build it with`);
  const { module, program } = find(name);
  const file = ownFile(name);
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o755 });
  const fresh = `${file}.${process.pid}.new`;
  const began = Date.now();
  const running = start(
    go,
    [
      'build',
      '-p',
      '2',
      '-trimpath',
      '-buildvcs=false',
      '-ldflags',
      ['-s', '-w', ...(module.flags ?? [])].join(' '),
      '-o',
      fresh,
      program.package,
    ],
    {
      cwd: sourceOf(module),
      env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' },
      log: options.log,
    },
  );
  if (running.child.pid) {
    // The machine is somebody's: a long build steps back for everything else.
    try {
      os.setPriority(running.child.pid, 15);
    } catch {
      // It has ended already; what it said follows.
    }
  }
  const timer = setTimeout(() => stop([running.child]), BUILD_LIMIT_MS);
  const { code, error } = await running.ended;
  clearTimeout(timer);
  if (error || code !== 0) {
    fs.rmSync(fresh, { force: true });
    throw new Error(whyNot(error?.message ?? running.tail(), name));
  }
  const record = {
    inputs: inputsOf(name),
    sha256: await sha256OfFile(fresh),
    bytes: fs.statSync(fresh).size,
    seconds: Math.round((Date.now() - began) / 1000),
  };
  fs.chmodSync(fresh, 0o755);
  // Two builds at once end with the same program: the record follows the file.
  fs.renameSync(fresh, file);
  fs.writeFileSync(`${file}.json`, JSON.stringify(record));
  return { file, built: true };
}

/** Whether the file of a program is still the one that was built. @param {string} name */
async function verify(name) {
  const record = recordOf(name);
  const file = ownFile(name);
  return Boolean(
    record &&
      fs.existsSync(file) &&
      (await sha256OfFile(file)) === record.sha256,
  );
}

module.exports = { build, verify, programFile, ownFile, recordOf, cache };
