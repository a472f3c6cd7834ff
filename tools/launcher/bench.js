// @ts-check
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Failure, line, seconds } = require('./say');
const { root } = require('./places');
const { install } = require('./toolchain');
const { serverFolders } = require('./servers');
const { run, onStop } = require('./processes');

const folder = path.join(root, 'benchmarks');

/** Nobody looks at a silent screen for longer. */
const QUIET_MS = 10_000;

/** @typedef {{ ours: number, reference: number, ratio: number, target: number | null, better: 'lower' | 'higher', unit: string }} Figure */

/** The benchmarks by name. @returns {Map<string, string>} */
function benchmarks() {
  const files = fs
    .readdirSync(folder)
    .filter(name => /^[a-z][a-z-]*\.(mjs|ts)$/.test(name));
  return new Map(
    files
      .sort()
      .map(name => [name.replace(/\.(mjs|ts)$/, ''), path.join(folder, name)]),
  );
}

/** @param {string} name @param {any} figure @returns {Figure} */
function parseFigure(name, figure) {
  const {
    ours,
    reference,
    target = null,
    better = 'lower',
    unit,
  } = figure ?? {};
  const numbers = [ours, reference, ...(target === null ? [] : [target])];
  if (
    !numbers.every(Number.isFinite) ||
    typeof unit !== 'string' ||
    !['lower', 'higher'].includes(better)
  ) {
    throw new Failure(
      `The benchmark wrote a figure "${name}" that is none; benchmarks/README.md says what a figure is.`,
    );
  }
  return {
    ours,
    reference,
    ratio: reference === 0 ? 0 : ours / reference,
    target,
    better,
    unit,
  };
}

/** @param {Figure} figure whether it keeps its target */
const keeps = ({ ratio, target, better }) =>
  target === null || (better === 'lower' ? ratio <= target : ratio >= target);

/** @param {Record<string, Figure>} figures */
function table(figures) {
  const rows = Object.entries(figures).map(([name, figure]) => [
    name,
    `${figure.ours.toFixed(2)} ${figure.unit}`,
    `${figure.reference.toFixed(2)} ${figure.unit}`,
    `${figure.ratio.toFixed(2)} ×`,
    figure.target === null
      ? '–'
      : `${figure.better === 'lower' ? '≤' : '≥'} ${figure.target} ×`,
    keeps(figure) ? 'kept' : 'MISSED',
  ]);
  const all = [['', 'ours', 'reference', 'ratio', 'target', ''], ...rows];
  const widths = all[0].map((_, column) =>
    Math.max(...all.map(row => row[column].length)),
  );
  all.forEach(row =>
    line(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    ),
  );
}

/**
 * Runs benchmarks, each in a process of its own under the pinned Node, and prints what they measured.
 * @param {{ json?: string }} options
 * @param {string[]} names
 */
async function benchCommand(options, names) {
  const known = benchmarks();
  const unknown = names.find(name => !known.has(name));
  if (unknown)
    throw new Failure(
      `There is no benchmark "${unknown}"; there are ${[...known.keys()].join(
        ', ',
      )}.`,
      { code: 2 },
    );
  const installed = await install();
  const env = {
    ...installed,
    DBAAS_LOCAL_BINARIES: [...serverFolders(), process.env.DBAAS_LOCAL_BINARIES]
      .filter(Boolean)
      .join(path.delimiter),
  };
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-bench-'));
  fs.chmodSync(temporary, 0o711);
  const remove = () => fs.rmSync(temporary, { recursive: true, force: true });
  onStop(remove);
  /** @type {Record<string, Figure>} */
  const figures = {};
  /** @type {string[]} */
  const failed = [];
  try {
    for (const name of names.length > 0 ? names : known.keys()) {
      const began = Date.now();
      line(`== ${name}`);
      const output = path.join(temporary, `${name}.json`);
      const work = path.join(temporary, name);
      fs.mkdirSync(work, { mode: 0o711 });
      let heard = Date.now();
      const heartbeat = setInterval(() => {
        if (Date.now() - heard < QUIET_MS) return;
        heard = Date.now();
        line(`   … (${seconds(began)})`);
      }, 1_000);
      const result = await run(
        'node',
        [
          path.join(__dirname, 'bench-child.js'),
          String(known.get(name)),
          work,
          output,
        ],
        { cwd: root, env, show: true, onLine: () => (heard = Date.now()) },
      );
      clearInterval(heartbeat);
      if (result.ok && fs.existsSync(output)) {
        for (const [key, figure] of Object.entries(
          JSON.parse(fs.readFileSync(output, 'utf8')),
        ))
          figures[key] = parseFigure(key, figure);
      } else failed.push(name);
      line(`   (${seconds(began)})`);
    }
  } finally {
    remove();
  }
  line();
  line(
    `${os.cpus().length} processors (${os.cpus()[0]?.model ?? 'unknown'}), ${(
      os.totalmem() /
      1024 ** 3
    ).toFixed(0)} GiB, ${os.platform()} ${os.arch()}`,
  );
  table(figures);
  if (options.json)
    fs.writeFileSync(
      path.resolve(options.json),
      `${JSON.stringify(figures, null, 2)}\n`,
    );
  if (failed.length > 0)
    throw new Failure(`These benchmarks failed: ${failed.join(', ')}.`);
  return Object.values(figures).every(keeps) ? 0 : 1;
}

module.exports = { benchCommand };
