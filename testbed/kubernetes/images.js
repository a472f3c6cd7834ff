// @ts-check
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { run } = require('../../tools/launcher/processes');
const { programFile } = require('./build');

/**
 * Images without a registry: a folder becomes the one layer of an archive as
 * docker writes them, which containerd imports.
 */

/** Architectures as images call them. @type {Record<string, string>} */
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };
const architecture = ARCHITECTURES[process.arch] ?? process.arch;

/** @param {string} command @param {string[]} args @param {number} [timeoutMs] */
async function must(command, args, timeoutMs = 600_000) {
  const result = await run(command, args, { timeoutMs });
  if (!result.ok)
    throw new Error(
      `${path.basename(command)} ${args[0] ?? ''}: ${
        result.error?.message ??
        result.output.trim().split('\n').slice(-6).join('\n')
      }`,
    );
  return result.output;
}

/** @param {string} file */
async function digestOf(file) {
  const hash = crypto.createHash('sha256');
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * @param {{ file: string, root: string, names: string[],
 *   config: { Entrypoint?: string[], Cmd?: string[], Env?: string[], User?: string, WorkingDir?: string } }} options
 *   `file`: the archive to write; `root`: the folder that becomes the image's root
 */
async function writeImage({ file, root, names, config }) {
  const work = `${file}.${process.pid}.work`;
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  try {
    const layer = path.join(work, 'layer.tar');
    await must('tar', [
      '--create',
      '--numeric-owner',
      '--sort=name',
      `--file=${layer}`,
      `--directory=${root}`,
      '.',
    ]);
    fs.writeFileSync(
      path.join(work, 'config.json'),
      JSON.stringify({
        architecture,
        os: 'linux',
        config,
        rootfs: {
          type: 'layers',
          diff_ids: [`sha256:${await digestOf(layer)}`],
        },
        history: [{ created_by: 'dbaas test bed' }],
      }),
    );
    fs.writeFileSync(
      path.join(work, 'manifest.json'),
      JSON.stringify([
        { Config: 'config.json', RepoTags: names, Layers: ['layer.tar'] },
      ]),
    );
    const fresh = `${file}.${process.pid}.new`;
    await must('tar', [
      '--create',
      `--file=${fresh}`,
      `--directory=${work}`,
      'manifest.json',
      'config.json',
      'layer.tar',
    ]);
    fs.renameSync(fresh, file);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  return file;
}

/**
 * An image that holds one static program.
 * @param {{ file: string, program: string, at: string, names: string[], links?: Record<string, string>,
 *   user?: string }} options `at`: the program's path in the image; `links`: other paths of it
 */
async function programImage({ file, program, at, names, links = {}, user }) {
  const source = programFile(program);
  if (!source) throw new Error(`${program} is not built`);
  const root = `${file}.${process.pid}.root`;
  try {
    const inside = path.join(root, at);
    fs.mkdirSync(path.dirname(inside), { recursive: true });
    fs.copyFileSync(source, inside);
    fs.chmodSync(inside, 0o755);
    for (const [link, target] of Object.entries(links))
      fs.symlinkSync(target, path.join(root, link));
    // Programs expect it, and an image without it has none.
    fs.mkdirSync(path.join(root, 'tmp'), { mode: 0o1777 });
    fs.chmodSync(path.join(root, 'tmp'), 0o1777);
    return await writeImage({
      file,
      root,
      names,
      config: { Entrypoint: [at], ...(user ? { User: user } : {}) },
    });
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

/** The container that every pod begins with, under the name that containerd asks for. @param {string} folder */
const pauseImage = folder =>
  programImage({
    file: path.join(folder, 'pause.tar'),
    program: 'pause',
    at: '/pause',
    names: ['registry.k8s.io/pause:3.6'],
    user: '65535:65535',
  });

module.exports = { writeImage, programImage, pauseImage, must, architecture };
