// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { run } = require('../../tools/launcher/processes');

/**
 * Runs a program and fails with its last lines.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options]
 */
async function must(command, args, options = {}) {
  const result = await run(command, args, { timeoutMs: 600_000, ...options });
  if (!result.ok) {
    const said = result.error
      ? result.error.message
      : result.output.trim().split('\n').slice(-5).join('\n');
    throw new Error(`${path.basename(command)} ${args[0] ?? ''}: ${said}`);
  }
  return result.output;
}

/** Every file below a folder. @param {string} folder @returns {Generator<string>} */
function* files(folder) {
  if (!fs.existsSync(folder)) return;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* files(at);
    else if (entry.isFile()) yield at;
  }
}

/** @param {string} file whether it is a Linux program or library */
function isElf(file) {
  const handle = fs.openSync(file, 'r');
  try {
    const head = Buffer.alloc(4);
    fs.readSync(handle, head, 0, 4, 0);
    return head.equals(Buffer.from([0x7f, 0x45, 0x4c, 0x46]));
  } finally {
    fs.closeSync(handle);
  }
}

module.exports = { must, files, isElf };
