'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');

const BLOCK = 512;

function numberAt(header, start, length) {
  // Sizes of 8 GiB and more are binary, with the highest bit set.
  if (header[start] & 0x80) {
    let value = 0;
    for (let i = start + 1; i < start + length; i++) {
      value = value * 256 + header[i];
    }
    return value;
  }
  return parseInt(header.toString('latin1', start, start + length), 8) || 0;
}

function nameAt(header, start, length) {
  const end = header.indexOf(0, start);
  return header.toString(
    'utf8',
    start,
    end < 0 || end > start + length ? start + length : end,
  );
}

/** Unpacks a tar stream, piece by piece, below one folder and nowhere else. */
class TarUnpacker {
  constructor(folder) {
    this.folder = path.resolve(folder);
    this.header = Buffer.alloc(0);
    this.left = 0;
    this.padding = 0;
    this.file = undefined;
  }

  async write(chunk) {
    for (let at = 0; at < chunk.length; ) {
      if (this.left > 0) {
        const part = chunk.subarray(at, at + this.left);
        await this.file.writeFile(part);
        this.left -= part.length;
        at += part.length;
        if (this.left === 0) {
          await this.closeFile();
        }
      } else if (this.padding > 0) {
        const skip = Math.min(this.padding, chunk.length - at);
        this.padding -= skip;
        at += skip;
      } else {
        const part = chunk.subarray(at, at + BLOCK - this.header.length);
        this.header = Buffer.concat([this.header, part]);
        at += part.length;
        if (this.header.length === BLOCK) {
          const header = this.header;
          this.header = Buffer.alloc(0);
          await this.begin(header);
        }
      }
    }
  }

  async begin(header) {
    if (header.every(byte => byte === 0)) {
      return; // Two empty blocks end the archive.
    }
    const prefix = nameAt(header, 345, 155);
    const name = (prefix ? `${prefix}/` : '') + nameAt(header, 0, 100);
    const target = path.resolve(this.folder, name);
    if (target !== this.folder && !target.startsWith(this.folder + path.sep)) {
      throw new Error(`the archive leads out of its folder: ${name}`);
    }
    const type = String.fromCharCode(header[156] || 48);
    if (type === '5') {
      await fs.mkdir(target, { recursive: true, mode: 0o700 });
    } else if (type === '0') {
      this.left = numberAt(header, 124, 12);
      this.padding = (BLOCK - (this.left % BLOCK)) % BLOCK;
      await fs.mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      this.file = await fs.open(target, 'w', 0o600);
      if (this.left === 0) {
        await this.closeFile();
      }
    } else {
      throw new Error(`cannot unpack ${name}, which is of type ${type}`);
    }
  }

  async closeFile() {
    await this.file.datasync();
    await this.file.close();
    this.file = undefined;
  }

  async end() {
    if (this.file || this.left > 0) {
      throw new Error('the archive ended in the middle of a file');
    }
  }
}

module.exports = { TarUnpacker };
