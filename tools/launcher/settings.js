// @ts-check
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { root, ensureState } = require('./places');

/** Secrets of this checkout's try-out portal: made once, readable by their owner only, handed on by the environment. */
function secrets() {
  const file = path.join(ensureState(), 'secrets.json');
  /** @type {Record<string, string>} */
  let known = {};
  try {
    known = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    // Not there yet, or cut off by a full disk: it is made anew.
  }
  const missing = ['BACKEND_SECRET'].filter(name => !known[name]);
  if (missing.length > 0) {
    for (const name of missing)
      known[name] = crypto.randomBytes(32).toString('base64');
    fs.rmSync(`${file}.new`, { force: true });
    fs.writeFileSync(`${file}.new`, JSON.stringify(known), { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
  }
  return known;
}

/**
 * The config files of a run, later ones win: the repository's, the launcher's
 * defaults, a person's own, and at last the ports of the command line.
 * @param {{ port: number, backendPort: number, built: boolean, data: string, docs?: { core: boolean } }} run
 * @param {string} [name] of the run, so that a test's portal does not rewrite a person's
 */
function configFiles(run, name = 'start') {
  const sqlite = path.join(run.data, 'sqlite');
  fs.mkdirSync(sqlite, { recursive: true, mode: 0o700 });
  const defaults = {
    backend: {
      database: { client: 'better-sqlite3', connection: { directory: sqlite } },
    },
    techdocs: {
      builder: 'local',
      generator: {
        runIn: 'local',
        // Without it the pages ask for web fonts, and wait for them where there is no internet.
        mkdocs: {
          disableExternalFonts: true,
          omitTechdocsCorePlugin: run.docs ? !run.docs.core : false,
        },
      },
      publisher: {
        type: 'local',
        local: { publishDirectory: path.join(run.data, 'techdocs') },
      },
    },
  };
  const backend = `http://localhost:${run.backendPort}`;
  const page = run.built ? backend : `http://localhost:${run.port}`;
  const ports = {
    app: { baseUrl: page },
    backend: {
      baseUrl: backend,
      listen: { port: run.backendPort, host: '127.0.0.1' },
      cors: { origin: page },
    },
  };
  /** @param {string} kind @param {object} content */
  const write = (kind, content) => {
    const file = path.join(ensureState(), `config.${name}.${kind}.json`);
    fs.writeFileSync(file, JSON.stringify(content, null, 2), { mode: 0o600 });
    return file;
  };
  return [
    path.join(root, 'app-config.yaml'),
    write('defaults', defaults),
    path.join(root, 'app-config.local.yaml'),
    write('ports', ports),
  ].filter(file => fs.existsSync(file));
}

module.exports = { secrets, configFiles };
