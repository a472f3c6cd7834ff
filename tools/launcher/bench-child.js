// @ts-check
'use strict';

const fs = require('node:fs');
const { pathToFileURL } = require('node:url');
const { root } = require('./places');
const { freePort } = require('./ports');
const processes = require('./processes');
const { statusOf } = require('./portal');

// One benchmark, under the pinned Node, which reads TypeScript as it is.

const [file, work, output] = process.argv.slice(2);

/** @param {number[]} values */
const median = values => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** @param {number[]} values @param {number} share of 1 */
const percentile = (values, share) => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[
    Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)
  ];
};

/** What a benchmark is given; benchmarks/README.md explains it. */
const context = {
  root,
  work,
  freePort,
  median,
  percentile,
  statusOf,
  start: processes.start,
  run: processes.run,
  stop: processes.stop,
  /** @param {string} text */
  say: text => process.stdout.write(`   ${text}\n`),
};

async function main() {
  processes.stopOnSignals();
  const { default: measure } = await import(pathToFileURL(file).href);
  const figures = await measure(context);
  fs.writeFileSync(output, JSON.stringify(figures));
  await processes.stopAll();
}

main().then(
  () => process.exit(0),
  async error => {
    process.stderr.write(`${error?.stack ?? error}\n`);
    await processes.stopAll();
    process.exit(1);
  },
);
